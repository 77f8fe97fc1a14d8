package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipient;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestDatabases;
import io.farthing.persistence.engine.TestEngines;
import io.farthing.persistence.order.OrderNumbers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order number is good for one payment, wherever its index keeps it at the moment. */
final class OrderNumbersOnH2Test {

    private static final AppId SHOP = new AppId("shop");

    /** So few are known from memory that a thousand payments fill and move it many times. */
    private static final int RECENT = 50;

    @TempDir
    private Path folder;

    private final Random random = new Random(1);
    private final Map<String, PaymentId> paid = new HashMap<>();
    private long nextId = 1;

    @Test
    void aNumberStaysUsedWhileItsEntryMovesFromMemoryToItsBlock() {
        try (Database database = open()) {
            settle(database);
            for (int round = 0; round < 60; round++) {
                payNewAndOld(database, 20);
            }
            assertThatAllAreFound(database);
            assertThat(count("select count(*) from order_number_blocks", database))
                    .isGreaterThan(1);
        }
    }

    @Test
    void aNumberStaysUsedWhenTheDatabaseIsOpenedAgain() {
        try (Database database = open()) {
            settle(database);
        }
        for (int restart = 0; restart < 12; restart++) {
            try (Database database = open()) {
                assertThatAllAreFound(database);
                for (int round = 0; round < 5; round++) {
                    payNewAndOld(database, 1 + random.nextInt(30));
                }
            }
        }
    }

    @Test
    void entriesMoveAtTheSamePaceAsOthersTakeTheirPlace() {
        try (Database database = open(1000)) {
            settle(database);
            payNewAndOld(database, 1000);
            assertThat(movedBy(database, 500)).isBetween(450L, 600L);
        }
        // All that are in memory are read again, and those that have moved already move once more.
        try (Database database = open(1000)) {
            assertThat(movedBy(database, 250)).isLessThan(100);
            movedBy(database, 240);
            assertThat(movedEntries(database)).isEqualTo(1000);
        }
    }

    // How many entries moved with so many payments; no batch had to wait for a big move.
    private long movedBy(Database database, int payments) {
        long before = movedEntries(database);
        for (int paidHere = 0; paidHere < payments; paidHere += 10) {
            long atFirst = movedEntries(database);
            payNewAndOld(database, 10);
            assertThat(movedEntries(database) - atFirst).isLessThan(60);
        }
        return movedEntries(database) - before;
    }

    private static long movedEntries(Database database) {
        return count("select entry_count from order_number_index", database);
    }

    @Test
    void whatWasRolledBackIsFree() {
        try (Database database = open()) {
            settle(database);
            for (int round = 0; round < 40; round++) {
                List<Attempt> attempts = List.of(attempt("again"), attempt("other " + round));
                assertThatThrownBy(() -> database.unitOfWork().write(stores -> {
                            PaymentBatches.decide(stores, attempts);
                            throw new UnsupportedOperationException("on purpose");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
                payNewAndOld(database, 5);
                assertThat(find(database, "again")).isEmpty();
            }
            assertThat(pay(database, List.of(attempt("again"))).accepted()).hasSize(1);
        }
    }

    /** Whoever reads it again may have to move some of it to the blocks at once. */
    @Test
    void whatWasReadAgainInAUnitOfWorkThatIsRolledBackIsReadOnceMore() {
        try (Database database = open()) {
            settle(database);
            for (int round = 0; round < 40; round++) {
                payNewAndOld(database, 15);
                assertThatAllAreFound(database);
                database.unitOfWork().write(stores -> {
                    OrderNumbers numbers = ((JooqStores) stores).work().orderNumbers();
                    numbers.prepare();
                    numbers.ended(OrderNumbers.End.UNKNOWN);
                    return true;
                });
                assertThatThrownBy(() -> database.unitOfWork().write(stores -> {
                            stores.payments().lock(List.of(attempt("never")), List.of());
                            throw new UnsupportedOperationException("on purpose");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    /** Whoever asks for the order may come before the next payment. */
    @Test
    void aNumberOfWhichNobodyKnewWhetherItWasCommittedIsFoundAtOnce() {
        try (Database database = open()) {
            settle(database);
            List<Attempt> attempts = List.of(attempt("doubtful"));
            database.unitOfWork().write(stores -> {
                PaymentBatches.decide(stores, attempts);
                ((JooqStores) stores).work().orderNumbers().ended(OrderNumbers.End.UNKNOWN);
                return true;
            });

            assertThat(find(database, "doubtful")).isPresent();
            assertThat(pay(database, List.of(attempt("doubtful"))).accepted()).isEmpty();
        }
    }

    @Test
    void whoeverReadsAndAsksForALockHoldsNobodyUp() throws Exception {
        try (Database database = open()) {
            settle(database);
            List<Attempt> attempts = List.of(attempt("read"));
            database.unitOfWork().read(stores -> stores.payments().lock(attempts, List.of()));

            Thread other = new Thread(() -> payNewAndOld(database, 1));
            other.setDaemon(true);
            other.start();
            other.join(30_000);
            assertThat(paid).hasSize(1);
        }
    }

    @Test
    void aNumberThatComesLateIsFoundAfterARestart() {
        PaymentId late = new PaymentId(nextId++);
        try (Database database = open()) {
            settle(database);
            for (int round = 0; round < 20; round++) {
                payNewAndOld(database, 20);
            }
            assertThat(pay(database, List.of(new Attempt(late, attempt("late").order())))
                            .accepted())
                    .hasSize(1);
        }
        try (Database database = open()) {
            assertThat(find(database, "late").map(Payment::id)).contains(late);
            assertThat(pay(database, List.of(attempt("late"))).accepted()).isEmpty();
        }
    }

    @Test
    void aBiggerMemoryThanBeforeAndASmallerOneAgree() {
        try (Database database = open()) {
            settle(database);
            for (int round = 0; round < 10; round++) {
                payNewAndOld(database, 20);
            }
        }
        for (int recent : List.of(100_000, 10, 1000)) {
            try (Database database = open(recent)) {
                payNewAndOld(database, 50);
                assertThatAllAreFound(database);
            }
        }
    }

    private void payNewAndOld(Database database, int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add("n" + nextId + "." + i);
        }
        List<String> old = new ArrayList<>(paid.keySet());
        Collections.shuffle(old, random);
        numbers.addAll(old.subList(0, Math.min(5, old.size())));
        Collections.shuffle(numbers, random);
        List<Attempt> attempts = numbers.stream().map(this::attempt).toList();
        BatchOutcome outcome = pay(database, attempts);
        for (int i = 0; i < attempts.size(); i++) {
            String number = numbers.get(i);
            if (paid.containsKey(number)) {
                assertThat(outcome.decisions().get(i))
                        .isInstanceOfSatisfying(
                                Decision.Declined.class,
                                declined -> assertThat(declined.breaches())
                                        .extracting(Breach::reason)
                                        .contains(DeclineReason.ORDER_NUMBER_TAKEN));
            } else {
                assertThat(outcome.decisions().get(i)).isInstanceOf(Decision.Approved.class);
                paid.put(number, attempts.get(i).id());
            }
        }
    }

    private void assertThatAllAreFound(Database database) {
        List<String> numbers = new ArrayList<>(paid.keySet());
        Collections.shuffle(numbers, random);
        numbers.subList(0, Math.min(100, numbers.size()))
                .forEach(number -> assertThat(find(database, number).map(Payment::id))
                        .as(number)
                        .contains(paid.get(number)));
        assertThat(find(database, "never")).isEmpty();
    }

    private Attempt attempt(String number) {
        return new Attempt(
                new PaymentId(nextId++),
                Samples.order(
                        SHOP,
                        Samples.user("ada").openId(),
                        number,
                        new Recipient(Samples.address("to"), Satoshis.of(1))));
    }

    private static BatchOutcome pay(Database database, List<Attempt> attempts) {
        return PaymentBatches.decide(database.unitOfWork(), attempts);
    }

    private static Optional<Payment> find(Database database, String number) {
        return database.unitOfWork().read(stores -> stores.payments().find(key(number)));
    }

    private static OrderKey key(String number) {
        return new OrderKey(SHOP, new MerchantOrderNumber(number));
    }

    private static void settle(Database database) {
        database.unitOfWork().<Boolean>write(stores -> {
            Samples.addApp(stores, "shop");
            Samples.addUser(stores, "ada", 1_000_000);
            Samples.addAuthorization(stores, Samples.user("ada").openId(), SHOP, Samples.limits(100, 1_000_000));
            return true;
        });
    }

    private Database open() {
        return open(RECENT);
    }

    private Database open(int recent) {
        return TestDatabases.open(settings(), TestEngines.h2(settings(), recent, Duration.ofSeconds(15)));
    }

    private DatabaseSettings settings() {
        return new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve("farthing"), Optional.empty(), Optional.empty(), 2);
    }

    private static long count(String sql, Database database) {
        return database.unitOfWork().read(stores -> {
            long[] count = new long[1];
            ((JooqStores) stores).work().query(sql, row -> count[0] = row.getLong(1));
            return count[0];
        });
    }
}
