package io.farthing.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.user.User;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was acknowledged is on the disk, and what H2 writes beside it does not put it at risk. */
final class H2FilePathTest {

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

    /** With half a first copy H2 would take the second one, and go back to a commit of long ago. */
    @Test
    void aHeaderThatBrokeOffInTheMiddleIsWrittenWholeBeforeAnythingIsRead() throws IOException {
        LimitedDisk.settings(folder.resolve("live"));
        H2FilePath.register();
        FilePath path = FilePath.get(H2FilePath.SCHEME + ":limited:" + folder.resolve("live"));
        byte[] header = new byte[HEADER_BYTES];
        Arrays.fill(header, (byte) 'h');
        LimitedDisk.limit(60);
        try (FileChannel file = path.open("rw")) {
            assertThat(file.tryLock()).isNotNull();
            assertThatThrownBy(() -> file.write(ByteBuffer.wrap(header), 0)).isInstanceOf(IOException.class);
        } finally {
            LimitedDisk.fill(false);
        }
        assertThat(folder.resolve("live")).hasSize(60);

        try (FileChannel file = path.open("rw")) {
            assertThat(file.tryLock()).isNotNull();
            assertThat(folder.resolve("live")).hasBinaryContent(header);
        }
    }

    /** The force began when the header was not there yet, or not whole; so the operating system may have forgotten it since. */
    @Test
    void aHeaderThatAnotherThreadForcedWhileItWasBeingWrittenIsWrittenOnceMore() throws IOException {
        FilePath.register(new RecordedDisk());
        H2FilePath.register();
        Path live = folder.resolve("live");
        FilePath path = FilePath.get(H2FilePath.SCHEME + ":" + RecordedDisk.SCHEME + ":" + live);
        byte[] header = new byte[HEADER_BYTES];
        Arrays.fill(header, (byte) 'h');
        try (FileChannel file = path.open("rw")) {
            assertThat(file.tryLock()).isNotNull();
            RecordedDisk.STEPS.clear();
            RecordedDisk.afterWriting = () -> {
                RecordedDisk.afterWriting = () -> {};
                assertThatCode(() -> file.force(false)).doesNotThrowAnyException();
            };
            file.write(ByteBuffer.wrap(header), 0);
            assertThat(RecordedDisk.STEPS).containsExactly(Step.HEADER, Step.FORCE);
        } finally {
            RecordedDisk.afterWriting = () -> {};
        }
        FileTime changed = Files.getLastModifiedTime(live);
        Files.write(live, new byte[HEADER_BYTES]);
        Files.setLastModifiedTime(live, changed);

        try (FileChannel file = path.open("rw")) {
            assertThat(file.tryLock()).isNotNull();
            assertThat(live).hasBinaryContent(header);
        }
    }

    /** With assertions H2 says what is wrong, and without them it goes round in circles. */
    @Test
    void whoBeginsAStatementInAStoreThatHasFailedDoesNotWaitForItsNextVersion() {
        MVStore store = MVStore.open(null);
        MVStore.TxCounter counted = store.registerVersionUsage();
        store.deregisterVersionUsage(counted);
        store.deregisterVersionUsage(counted);

        H2LiveFile.close(store, new IOException("Input/output error"));

        assertThat(store.registerVersionUsage()).isSameAs(counted);
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
        String file = RecordedDisk.SCHEME + ":" + folder.resolve("live");
        assertThatNobodyKnowsOfACommit(file, () -> H2LiveFile.close(H2FilePath.SCHEME + ":" + file + ".mv.db"));
    }

    @Test
    void aCommitIsNotTakenForUnwrittenWhenItsThreadIsInterruptedInTheEnd() {
        assertThatNobodyKnowsOfACommit(RecordedDisk.SCHEME + ":" + folder.resolve("live"), () -> {
            throw new ClosedByInterruptException();
        });
    }

    private static void assertThatNobodyKnowsOfACommit(String file, RecordedDisk.Action afterWriting) {
        FilePath.register(new RecordedDisk());
        try (Database database = Database.open(DatabaseSettings.of("jdbc:h2:file:" + file))) {
            assertThatThrownBy(() -> database.unitOfWork().<User>write(stores -> {
                        User user = Samples.addUser(stores, "ann", 5);
                        RecordedDisk.afterWriting = () -> {
                            RecordedDisk.afterWriting = () -> {};
                            afterWriting.run();
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

    /**
     * H2 closes the database of a store that it cannot write, and others who have locked the database wait for the store.
     * Where it looks first for room to use again, it fails before it writes, and could not be asked to roll back any more.
     */
    @ParameterizedTest
    @ValueSource(strings = {"600000", "0"})
    void whoWritesDoesNotWaitForTheDatabaseWhenHeCannotReadWhatHeNeeds(String retentionMs) throws Exception {
        FilePath.register(new RecordedDisk());
        String url =
                "jdbc:h2:file:" + RecordedDisk.SCHEME + ":" + folder.resolve("live") + ";RETENTION_TIME=" + retentionMs;
        try (Connection host = DriverManager.getConnection(H2Url.withOptions(url), "sa", "")) {
            makeMoreTablesThanAPageOfH2Names(host);
        }
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> locked = new CompletableFuture<>();
        try (Database database = Database.open(DatabaseSettings.of(url));
                Connection host = DriverManager.getConnection(H2Url.withOptions(url), "sa", "")) {
            org.h2.engine.Database h2 =
                    ((SessionLocal) host.unwrap(JdbcConnection.class).getSession()).getDatabase();
            MVStore store = h2.getStore().getMvStore();
            CompletableFuture<Boolean> isClosed = CompletableFuture.supplyAsync(() -> {
                written.join();
                synchronized (h2) {
                    locked.complete(null);
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> RecordedDisk.FAILED.stream()
                                    .anyMatch(thread -> thread.getState() == Thread.State.BLOCKED));
                    return store.isClosed();
                }
            });
            assertThatThrownBy(() -> database.unitOfWork().write(stores -> {
                        Samples.addUser(stores, "ann", 5);
                        written.complete(null);
                        locked.join();
                        store.setCacheSize(1);
                        RecordedDisk.canBeRead = false;
                        throw new UnsupportedOperationException("on purpose");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(isClosed.get(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            RecordedDisk.canBeRead = true;
            RecordedDisk.FAILED.clear();
        }
    }

    private static void makeMoreTablesThanAPageOfH2Names(Connection host) throws SQLException {
        try (Statement statement = host.createStatement()) {
            statement.execute("create schema host");
            for (int i = 0; i < 200; i++) {
                statement.execute("create table host.more_" + i + " as select 1 as one");
            }
        }
    }

    /** A disk that remembers in which order it was written and forced. */
    public static final class RecordedDisk extends FilePathWrapper {

        private static final String SCHEME = "recorded";
        private static final List<Step> STEPS = new CopyOnWriteArrayList<>();
        private static volatile Action afterWriting = () -> {};
        private static final Queue<Thread> FAILED = new ConcurrentLinkedQueue<>();
        private static volatile boolean canBeRead = true;

        private interface Action {
            void run() throws IOException;
        }

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
            public int read(ByteBuffer target, long position) throws IOException {
                if (!canBeRead) {
                    FAILED.add(Thread.currentThread());
                    throw new ClosedChannelException();
                }
                return super.read(target, position);
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
