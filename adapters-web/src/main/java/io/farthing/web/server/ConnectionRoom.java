package io.farthing.web.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** How many connections this process has room for. */
final class ConnectionRoom {

    /** What part of the memory connections may take: one in this many. */
    private static final int MEMORY_SHARE = 4;
    /** What one takes at most until a thread has its request: longest headers, a body that is not counted, and its own. */
    private static final int CONNECTION_BYTES = 96 * 1024;
    /** What part of the open files, likewise: the database and an outside wallet need some, too. */
    private static final int FILES_SHARE = 2;

    private ConnectionRoom() {}

    /** As many as the memory and the open files of this process allow. */
    static int ofProcess() {
        return of(Runtime.getRuntime().maxMemory(), maxFiles());
    }

    static int of(long memoryBytes, long files) {
        long connections = Math.min(memoryBytes / MEMORY_SHARE / CONNECTION_BYTES, files / FILES_SHARE);
        return (int) Math.max(1, Math.min(connections, Integer.MAX_VALUE));
    }

    // Windows has no such limit, and a negative number says that it is not known.
    private static long maxFiles() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long files = system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : -1;
        return files < 0 ? Long.MAX_VALUE : files;
    }
}
