package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.user.User;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is on the disk, and what H2 writes beside it does not put it at risk. */
final class H2FileTest {

    private static final int HEADER_BYTES = 8192;

    private enum Step {
        CHUNK,
        HEADER,
        FORCE
    }

    @TempDir
    private Path folder;

    @Test
    void aNewFileIsItsOwnersOnly() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Database.open(DatabaseSettings.of("jdbc:h2:file:" + open.resolve("farthing")))
                .close();
        assertThat(Files.getPosixFilePermissions(open.resolve("farthing.mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatIsRolledBackIsForcedInTimeToo() {
        FilePath.register(new RecordedDisk());
        // With room used again at once H2 writes headers, too.
        String url = "jdbc:h2:file:" + RecordedDisk.SCHEME + ":" + folder.resolve("live") + ";RETENTION_TIME=0";
        try (Database database = Database.open(DatabaseSettings.of(url))) {
            RecordedDisk.STEPS.clear();
            for (int turn = 0; turn < 60; turn++) {
                String name = "user " + turn;
                assertThatThrownBy(() -> database.unitOfWork().write(stores -> {
                            Samples.addUser(stores, name, 5);
                            throw new UnsupportedOperationException("on purpose");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
        }

        int unforced = 0;
        for (Step step : RecordedDisk.STEPS) {
            switch (step) {
                case CHUNK -> unforced++;
                case FORCE -> unforced = 0;
                case HEADER -> assertThat(unforced).as("chunks before a header").isLessThan(2);
            }
            assertThat(unforced).as("chunks in all").isLessThanOrEqualTo(4);
        }
        assertThat(RecordedDisk.STEPS).contains(Step.HEADER);
        assertThat(RecordedDisk.STEPS.stream().filter(Step.CHUNK::equals).count())
                .isGreaterThanOrEqualTo(60);
    }

    /** H2 forces nothing then, and does not say so. */
    @Test
    void aCommitWhoseFileIsClosedBeforeItIsForcedIsNotTakenForDurable() {
        FilePath.register(new RecordedDisk());
        String file = RecordedDisk.SCHEME + ":" + folder.resolve("live");
        try (Database database = Database.open(DatabaseSettings.of("jdbc:h2:file:" + file))) {
            assertThatThrownBy(() -> database.unitOfWork().<User>write(stores -> {
                        User user = Samples.addUser(stores, "ann", 5);
                        RecordedDisk.afterWriting = () -> {
                            RecordedDisk.afterWriting = () -> {};
                            H2File.close(H2File.SCHEME + ":" + file + ".mv.db");
                        };
                        return user;
                    }))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN));
        } finally {
            RecordedDisk.afterWriting = () -> {};
        }
    }

    /** A disk that remembers in which order it was written and forced. */
    public static final class RecordedDisk extends FilePathWrapper {

        private static final String SCHEME = "recorded";
        private static final List<Step> STEPS = new CopyOnWriteArrayList<>();
        private static volatile Runnable afterWriting = () -> {};

        /** For H2. */
        public RecordedDisk() {}

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Channel(getBase().open(mode));
        }

        private static final class Channel extends H2Channel {

            Channel(FileChannel real) {
                super(real);
            }

            @Override
            public int write(ByteBuffer source, long position) throws IOException {
                int length = source.remaining();
                STEPS.add(position == 0 && length == HEADER_BYTES ? Step.HEADER : Step.CHUNK);
                writeFully(source, position);
                afterWriting.run();
                return length;
            }

            @Override
            public void force(boolean metaData) throws IOException {
                super.force(metaData);
                STEPS.add(Step.FORCE);
            }
        }
    }
}
