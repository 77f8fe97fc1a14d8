package io.farthing.persistence.h2;

import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 that is full when it is told to: then no file grows, as on a real one, while what is in a file already
 * can be written over. H2 finds it by the beginning of a path; nobody else has it. Used by one test at a time.
 */
public final class LimitedDisk extends FilePathWrapper {

    private static final String SCHEME = "limited";

    private static volatile long capacity = Long.MAX_VALUE;
    private static volatile boolean isSealed;

    /** For H2, which makes one for every path; nobody else does. */
    public LimitedDisk() {}

    /** Where a database on this disk is that finds no room in its own file for longer than a test takes. */
    public static DatabaseSettings settings(Path file) {
        return settings(file, Duration.ofMinutes(10));
    }

    /** Where a database on this disk is that uses room of its own file again after so long. */
    public static DatabaseSettings settings(Path file, Duration retention) {
        FilePath.register(new LimitedDisk());
        String url = "jdbc:h2:file:" + SCHEME + ":" + file + ";RETENTION_TIME=" + retention.toMillis();
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4);
    }

    /** From now on there is no room, or there is some again. */
    public static void fill(boolean full) {
        capacity = full ? 0 : Long.MAX_VALUE;
    }

    /** From now on no file becomes longer than this. */
    public static void limit(long bytes) {
        capacity = bytes;
    }

    /** From now on files that are opened are read-only, or they are not any more. */
    public static void seal(boolean sealed) {
        isSealed = sealed;
    }

    /** How long a file is. */
    public static long size(Path file) {
        return file.toFile().length();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean canWrite() {
        return !isSealed && super.canWrite();
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends H2Channel {

        Channel(FileChannel real) {
            super(real);
        }

        // As much as there is room for is written, which leaves half of what H2 wanted to write.
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int length = source.remaining();
            long room = Math.max(0, Math.max(size(), capacity) - position);
            if (length <= room) {
                writeFully(source, position);
                return length;
            }
            ByteBuffer fitting = source.duplicate();
            fitting.limit(source.position() + (int) room);
            writeFully(fitting, position);
            throw new IOException("No space left on device");
        }
    }
}
