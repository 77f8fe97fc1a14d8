package io.farthing.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.user.User;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.LivePayments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody was told is on a disk that has for certain only what it was told to force. */
final class H2PowerCutTest {

    private static final Duration LONGER_THAN_A_TEST = Duration.ofMinutes(10);
    private static final int POOL_SIZE = 4;
    private static final BooleanSupplier NOTHING = () -> false;

    @TempDir
    private Path folder;

    @AfterEach
    void mend() {
        ForgetfulDisk.beforeForcing(() -> {});
    }

    /** What somebody had been told by then: that a payment was made, or a user added. */
    private record Told(int moment, String name) {}

    /** So many payments, in so many commits, that in the last rounds the pages of the first ones are gathered. */
    @ParameterizedTest
    @CsvSource({"PT10M, 1", "PT0S, 4"})
    void whatWasPaidIsThereAndTheBooksAddUp(Duration retention, int threads) throws IOException {
        int rounds = H2PageGatherer.LEAST_COMMITS + 4;
        int inARound = H2PageGatherer.PAYMENTS / H2PageGatherer.LEAST_COMMITS / threads;
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        Set<Integer> ends = new ConcurrentSkipListSet<>();
        int start;
        try (LivePayments payments = new LivePayments(onForgetfulDisk(retention))) {
            start = ForgetfulDisk.now();
            Threads.race(threads, thread -> {
                for (int round = 0; round < rounds; round++) {
                    String name = thread + " " + round;
                    assertThat(payments.requestMany(name, inARound)).allMatch(PaymentOutcome.Settled.class::isInstance);
                    int moment = ForgetfulDisk.now();
                    for (int i = 0; i < inARound; i++) {
                        told.add(new Told(moment, name + " " + i));
                    }
                    if (thread == 0) {
                        ends.add(moment);
                    }
                }
            });
        }

        for (int moment : ends.stream().skip(rounds - 4).toList()) {
            assertThatPaid(until(moment, told), moment, NOTHING);
        }
        SplittableRandom random = new SplittableRandom(42);
        for (int cut = 0; cut < 5; cut++) {
            int moment = random.nextInt(start, ForgetfulDisk.now());
            assertThatPaid(until(moment, told), moment, random::nextBoolean);
        }
    }

    private void assertThatPaid(List<String> numbers, int moment, BooleanSupplier isKept) throws IOException {
        ForgetfulDisk.cutPower(moment, isKept, folder.resolve("found.mv.db"));
        try (LivePayments found = new LivePayments(settings("found"))) {
            assertThat(numbers).allMatch(number -> found.recorded(number).isPresent());
            found.assertThatTheBooksAddUp();
        }
    }

    @Test
    void whatManyThreadsWroteIsThere() throws IOException {
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        try (Database database = open()) {
            Threads.race(4, thread -> {
                for (int turn = 0; turn < 3; turn++) {
                    String name = thread + " " + turn;
                    add(database, name);
                    told.add(new Told(ForgetfulDisk.now(), name));
                }
            });
        }
        for (Told last : told) {
            assertThatThere(until(last.moment(), told), last.moment());
        }
    }

    private static List<String> until(int moment, Collection<Told> told) {
        return told.stream()
                .filter(each -> each.moment() <= moment)
                .map(Told::name)
                .toList();
    }

    /** Until then a power cut could undo it. */
    @Test
    void whoReadsWhatIsNotForcedYetIsToldOnceItIs() throws Exception {
        CountDownLatch isForcing = new CountDownLatch(1);
        CountDownLatch mayForce = new CountDownLatch(1);
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        try (Database database = open()) {
            Thread reader = new Thread(() -> seen.complete(isThere(database, "ann")));
            ForgetfulDisk.beforeForcing(() -> {
                isForcing.countDown();
                assertThat(Threads.await(mayForce, 60)).isTrue();
            });
            CompletableFuture<User> written = CompletableFuture.supplyAsync(() -> add(database, "ann"));
            assertThat(Threads.await(isForcing, 60)).isTrue();
            reader.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> seen.isDone() || reader.getState() == Thread.State.TIMED_WAITING);
            boolean isEarly = seen.isDone();
            mayForce.countDown();

            assertThat(isEarly).isFalse();
            assertThat(seen.get(60, TimeUnit.SECONDS)).isTrue();
            written.get(60, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeForcedIsNotKnownToBeThereUntilItCan(boolean showsLost) throws IOException {
        try (Database database = open()) {
            ForgetfulDisk.showLost(showsLost);
            ForgetfulDisk.beforeForcing(() -> {
                throw new IOException("Input/output error");
            });
            assertThatThrownBy(() -> add(database, "ann"))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN));
            assertThatThrownBy(() -> isThere(database, "ann")).isInstanceOf(StorageFailure.class);

            ForgetfulDisk.beforeForcing(() -> {});
            assertThat(isThere(database, "ann")).isTrue();
            assertThatThere(List.of("ann"), ForgetfulDisk.now());
        }
    }

    /** The engine asks what became of payments whose commit was lost. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasFoundPaidAfterItCouldNotBeForcedIsForced(boolean showsLost) throws IOException {
        AtomicInteger forced = new AtomicInteger();
        List<Told> told = new ArrayList<>();
        try (LivePayments payments = new LivePayments(onForgetfulDisk(Duration.ZERO))) {
            ForgetfulDisk.showLost(showsLost);
            ForgetfulDisk.beforeForcing(() -> {
                if (forced.incrementAndGet() % 3 == 1) {
                    throw new IOException("Input/output error");
                }
            });
            for (int round = 0; round < 6; round++) {
                assertThat(payments.requestMany("order " + round, 2))
                        .allMatch(PaymentOutcome.Settled.class::isInstance);
                told.add(new Told(ForgetfulDisk.now(), "order " + round + " 1"));
            }
        }
        for (Told last : told) {
            assertThatPaid(until(last.moment(), told), last.moment(), NOTHING);
        }
    }

    @Test
    void whatCouldNotBeForcedIsWrittenOnceMoreIntoAFileThatStaysOpen() throws IOException {
        try (FileChannel file = openWithWhatCannotBeForced()) {
            ForgetfulDisk.beforeForcing(() -> {});
            file.force(true);
        }
        Path found = folder.resolve("found");
        ForgetfulDisk.cutPower(ForgetfulDisk.now(), NOTHING, found);
        assertThat(found).hasContent("ours");
    }

    /** Another server may have taken over meanwhile. */
    @Test
    void whatCouldNotBeForcedIsNotWrittenOverWhatOthersHaveWritten() throws IOException {
        Path live = folder.resolve("live");
        openWithWhatCannotBeForced().close();
        ForgetfulDisk.beforeForcing(() -> {});
        Files.writeString(live, "theirs");
        Files.setLastModifiedTime(
                live, FileTime.from(Files.getLastModifiedTime(live).toInstant().plusSeconds(1)));

        try (FileChannel file = onForgetfulDisk().open("rw")) {
            assertThat(file.tryLock()).isNotNull();
        }
        assertThat(live).hasContent("theirs");
    }

    private FileChannel openWithWhatCannotBeForced() throws IOException {
        onForgetfulDisk(LONGER_THAN_A_TEST);
        H2FilePath.register();
        FileChannel file = onForgetfulDisk().open("rw");
        assertThat(file.tryLock()).isNotNull();
        file.write(ByteBuffer.wrap("ours".getBytes(StandardCharsets.US_ASCII)), 0);
        ForgetfulDisk.beforeForcing(() -> {
            throw new IOException("Input/output error");
        });
        assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
        return file;
    }

    private FilePath onForgetfulDisk() {
        return FilePath.get(H2FilePath.SCHEME + ":" + ForgetfulDisk.SCHEME + ":" + folder.resolve("live"));
    }

    private void assertThatThere(List<String> names, int moment) throws IOException {
        ForgetfulDisk.cutPower(moment, NOTHING, folder.resolve("found.mv.db"));
        try (Database found = Database.open(settings("found"))) {
            assertThat(names).allMatch(name -> isThere(found, name));
        }
    }

    private static boolean isThere(Database database, String name) {
        return database.unitOfWork()
                .<Boolean>read(stores ->
                        stores.users().find(Samples.user(name).openId()).isPresent());
    }

    private static User add(Database database, String name) {
        return database.unitOfWork().write(stores -> Samples.addUser(stores, name, 5));
    }

    private Database open() {
        Database database = Database.open(onForgetfulDisk(LONGER_THAN_A_TEST));
        LivePayments.fillPools(database, POOL_SIZE);
        return database;
    }

    private DatabaseSettings onForgetfulDisk(Duration retention) {
        return ForgetfulDisk.settings(folder.resolve("live"), retention, POOL_SIZE);
    }

    private DatabaseSettings settings(String name) {
        return DatabaseSettings.of("jdbc:h2:file:" + folder.resolve(name));
    }
}
