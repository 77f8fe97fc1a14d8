package io.farthing.persistence.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was changed in a file and may not be on the disk yet, in its order. It is kept, because an operating system that
 * could not write something may forget it: then the next force succeeds, and what is read is on the disk or not, as it
 * happens. So it has to be made once more. Thread-safe.
 */
final class UnforcedChanges {

    // Guarded by this.
    private final Deque<Made> changes = new ArrayDeque<>();

    /** How many others there were before these. */
    private long forced;

    /** Changes a file. */
    private interface Change {
        void make(FileChannel file) throws IOException;
    }

    /** A change, whether it is a whole commit of H2, and how much was written. */
    private record Made(Change change, boolean isChunk, int length) {}

    /** Notes that this was written, which may not be changed any more. */
    void written(byte[] written, long position, boolean isChunk) {
        add(new Made(file -> write(file, written, position), isChunk, written.length));
    }

    /** Notes that the file was cut off there. */
    void cut(long size) {
        add(new Made(file -> file.truncate(size), false, 0));
    }

    private static void write(FileChannel file, byte[] written, long position) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(written);
        while (source.hasRemaining()) {
            file.write(source, position + source.position());
        }
    }

    private synchronized void add(Made change) {
        changes.add(change);
    }

    /** How many commits of H2 are among them. */
    synchronized int chunks() {
        return (int) changes.stream().filter(Made::isChunk).count();
    }

    /** How much was written. */
    synchronized long bytes() {
        return changes.stream().mapToLong(Made::length).sum();
    }

    /** Whether there are none. */
    synchronized boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Now, as a number, for {@link #forced}. */
    synchronized long now() {
        return forced + changes.size();
    }

    /** Whatever had been noted by that moment is on the disk. */
    synchronized void forced(long moment) {
        for (; forced < moment; forced++) {
            changes.remove();
        }
    }

    /** Makes all of them again, in their order, and forces them. */
    void makeAgain(FileChannel file) throws IOException {
        List<Made> all;
        synchronized (this) {
            all = List.copyOf(changes);
        }
        for (Made each : all) {
            each.change().make(file);
        }
        file.force(true);
    }
}
