package io.farthing.persistence.h2;

import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 that has for certain only what it was told to force. A copy of a file shows what a killed process leaves,
 * because the operating system has what was written, forced or not; this disk remembers what was done to the file and in
 * which order, and tells what a power cut could have left of it at any moment. H2 finds it by the beginning of a path;
 * nobody else has it. For one file, and used by one test at a time.
 */
public final class ForgetfulDisk extends FilePathWrapper {

    public static final String SCHEME = "forgetful";

    // Whoever uses one of these has locked the steps.
    private static final List<Step> STEPS = new ArrayList<>();
    private static int forced;
    private static int losses;

    /** The steps that could not be forced when they were to be. */
    private static final BitSet LOST = new BitSet();

    private static volatile Forcing beforeForcing = () -> {};
    private static volatile boolean showsLost;

    /** For H2, which makes one for every path; nobody else does. */
    public ForgetfulDisk() {}

    /** Where a database on this disk is, that uses room of its own file again after so long. The disk is a new one. */
    public static DatabaseSettings settings(Path file, Duration retention, int poolSize) {
        FilePath.register(new ForgetfulDisk());
        beforeForcing(() -> {});
        showLost(true);
        synchronized (STEPS) {
            STEPS.clear();
            LOST.clear();
            forced = 0;
        }
        String url = "jdbc:h2:file:" + SCHEME + ":" + file + ";RETENTION_TIME=" + retention.toMillis();
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), poolSize);
    }

    /** From now on that is done first when something is to be forced. If it fails, all that was not forced is lost. */
    public static void beforeForcing(Forcing first) {
        beforeForcing = first;
    }

    /** Whether what is lost can be read from now on as if it were there, until the next power cut; as on most systems. */
    public static void showLost(boolean shows) {
        showsLost = shows;
    }

    /** Now, as a number: later moments have no lower ones. */
    public static int now() {
        synchronized (STEPS) {
            return STEPS.size();
        }
    }

    /**
     * Makes the file as it could be found after a power cut.
     *
     * @param moment when that was
     * @param isKept asked about each step that was not forced by then, in their order
     */
    public static void cutPower(int moment, BooleanSupplier isKept, Path found) throws IOException {
        synchronized (STEPS) {
            try (FileChannel file = FileChannel.open(found, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                make(moment, isKept, file);
            }
        }
    }

    private static void make(int moment, BooleanSupplier isKept, FileChannel file) throws IOException {
        int certain = moment == 0 ? 0 : STEPS.get(moment - 1).forced();
        file.truncate(0);
        for (int step = 0; step < moment; step++) {
            if (!LOST.get(step) && (step < certain || isKept.getAsBoolean())) {
                STEPS.get(step).change().make(file);
            }
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    /** May throw, or wait. */
    public interface Forcing {
        void begin() throws IOException;
    }

    private interface Change {
        void make(FileChannel file) throws IOException;
    }

    /**
     * Something that was done.
     *
     * @param change to the file
     * @param forced how many steps the disk has for certain since then, from the first one on
     */
    private record Step(Change change, int forced) {}

    private static final class Channel extends H2Channel {

        private final FileChannel real;

        Channel(FileChannel real) {
            super(real);
            this.real = real;
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // As H2Channel says.
        public int write(ByteBuffer source, long position) throws IOException {
            byte[] written = new byte[source.remaining()];
            source.get(source.position(), written);
            synchronized (STEPS) {
                writeFully(source, position);
                STEPS.add(new Step(file -> file.write(ByteBuffer.wrap(written), position), forced));
            }
            return written.length;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            synchronized (STEPS) {
                super.implTruncate(size);
                STEPS.add(new Step(file -> file.truncate(size), forced));
            }
        }

        // What is written while that is done may come too late for it, and what is lost then is not forced by it. The
        // real disk is spared: nobody takes its power.
        @Override
        public void force(boolean metaData) throws IOException {
            int before;
            int lossesBefore;
            synchronized (STEPS) {
                before = STEPS.size();
                lossesBefore = losses;
            }
            try {
                beforeForcing.begin();
            } catch (IOException e) {
                lose();
                throw e;
            }
            synchronized (STEPS) {
                if (losses != lossesBefore) {
                    throw new IOException("another force has failed meanwhile");
                }
                forced = Math.max(forced, before);
                STEPS.add(new Step(file -> {}, forced));
            }
        }

        private void lose() throws IOException {
            synchronized (STEPS) {
                LOST.set(forced, STEPS.size());
                losses++;
                if (!showsLost) {
                    make(STEPS.size(), () -> false, real);
                }
            }
        }
    }
}
