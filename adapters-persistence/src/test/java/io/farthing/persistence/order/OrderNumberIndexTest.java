package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.persistence.order.OrderNumbers.End;
import io.farthing.persistence.sql.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No order number that a payment has is taken for a new one, wherever the index keeps it. */
final class OrderNumberIndexTest {

    private static final int RECENT = 50;

    private static final AppId SHOP = new AppId("shop");

    /** The payments that are there. */
    private final List<Long> paid = new ArrayList<>();

    private Connection connection;
    private OrderNumberIndex index;

    @BeforeEach
    void begin() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE");
        connection.setAutoCommit(false);
        execute("create table payments (id bigint primary key, order_key uuid not null, status smallint not null)");
        execute("create table order_number_blocks (first_hash bigint primary key, entries bytea not null)");
        execute("create table order_number_index"
                + " (merged_up_to bigint, block_count bigint, entry_count bigint, hash_key bytea)");
        execute("insert into order_number_index values (0, 1, 0, x'010203')");
        reopen(RECENT);
    }

    @AfterEach
    void end() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noNumberIsMissedWhateverBecomesOfUnitsOfWork(long seed) throws SQLException {
        Random random = new Random(seed);
        Deque<Long> late = new ArrayDeque<>();
        long nextId = 1;
        for (int round = 0; round < 100; round++) {
            List<Long> ids = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                (random.nextInt(20) == 0 ? late : ids).add(nextId++);
            }
            if (random.nextInt(3) == 0 && !late.isEmpty()) {
                ids.add(late.remove());
            }
            long before = mergedUpTo();
            int fate = random.nextInt(20);
            pay(ids, fate > 2, fate == 0 ? End.ROLLED_BACK : fate < 5 ? End.UNKNOWN : End.COMMITTED);
            assertThat(mergedUpTo()).as("what is read again").isGreaterThanOrEqualTo(before);
            assertThatAllAreFound(paid.stream().filter(id -> random.nextInt(30) == 0));
            if (random.nextInt(15) == 0) {
                reopen(List.of(10, RECENT, 200).get(random.nextInt(3)));
                assertThatAllAreFound(paid.stream());
            }
        }
        assertThatAllAreFound(paid.stream());
        assertThat(number("block_count")).isGreaterThan(1);
    }

    @Test
    void aNumberThatComesWhenAllBelowItHaveMovedIsFoundAtOnceAndLater() throws SQLException {
        reopen(10);
        pay(from(1, 10), true, End.COMMITTED);
        pay(from(12, 21), true, End.COMMITTED);
        assertThat(mergedUpTo()).isEqualTo(11);

        pay(from(11, 11), true, End.COMMITTED);
        assertThatAllAreFound(paid.stream());
        pay(from(22, 31), true, End.COMMITTED);
        assertThat(mergedUpTo()).as("it went to its block").isEqualTo(21);

        reopen(10);
        assertThatAllAreFound(paid.stream());
    }

    @Test
    void aNumberThatComesLateWithTheLastOfAMoveIsFoundLater() throws SQLException {
        reopen(10);
        pay(from(1, 10), true, End.COMMITTED);
        pay(from(15, 23), true, End.COMMITTED);
        pay(from(12, 12), true, End.COMMITTED);
        assertThat(mergedUpTo()).isEqualTo(11);

        reopen(10);
        assertThatAllAreFound(paid.stream());
    }

    @Test
    void whatHasMovedIsNotReadWhenTheDatabaseIsOpened() throws SQLException {
        for (int first = 1; first < 1000; first += 20) {
            pay(from(first, first + 19), true, End.COMMITTED);
            assertThat(first + 19 - mergedUpTo()).isLessThanOrEqualTo(2 * RECENT + 20);
        }
        reopen(10);
        assertThat(1000 - mergedUpTo()).as("moved when it was opened").isLessThanOrEqualTo(20);
        assertThatAllAreFound(paid.stream());
    }

    @Test
    void eachMoveGoesOnWhereTheOneBeforeEnded() throws SQLException {
        // More than are moved at once at most.
        reopen(12_000);
        for (int first = 1; first < 24_000; first += 12_000 / 8) {
            pay(from(first, first + 12_000 / 8 - 1), true, End.COMMITTED);
        }
        assertThat(number("entry_count")).isEqualTo(12_000);
        assertThat(mergedUpTo()).isEqualTo(12_000);
    }

    @Test
    void nothingIsForgottenWhenOthersTakeItsPlaceFasterThanItMoves() throws SQLException {
        reopen(11_000);
        pay(from(1, 11_000), true, End.COMMITTED);
        pay(from(11_001, 22_000), true, End.COMMITTED);

        assertThat(number("entry_count")).as("moved at once at most").isEqualTo(10_000);
        assertThatAllAreFound(paid.stream());
    }

    @Test
    void allThatDoesNotFitIntoMemoryMovesWhenTheDatabaseIsOpened() throws SQLException {
        reopen(100_000);
        pay(from(1, 22_001), true, End.COMMITTED);

        // More than are moved at once at most.
        reopen(11_000);

        assertThat(number("entry_count")).isEqualTo(11_000);
        assertThat(mergedUpTo()).isEqualTo(11_000);
        assertThatAllAreFound(paid.stream());
    }

    /** With so many, opening the database does not read the blocks. */
    @Test
    void aNumberInABlockIsFoundHoweverManyThereAre() throws SQLException {
        for (int first = 1; first < 200; first += 20) {
            pay(from(first, first + 19), true, End.COMMITTED);
        }
        execute("update order_number_index set entry_count = " + (MovedHashes.MOST_OF_USE + 1));
        reopen(RECENT);
        assertThatAllAreFound(paid.stream());
    }

    /** Some of it moves to blocks, which are not there then. */
    @Test
    void whatIsReadIsFoundAtOnceAndReadOnceMoreAfterARollback() throws SQLException {
        reopen(1000);
        pay(from(1, 100), true, End.COMMITTED);
        index = new OrderNumberIndex(10);
        for (int time = 0; time < 2; time++) {
            OrderNumbers numbers = index.numbers(new JdbcTransaction(connection, true));
            assertThat(numbers.taken(attempts(paid))).hasSize(100);
            connection.rollback();
            numbers.ended(End.ROLLED_BACK);
        }
    }

    /** The memory may have been replaced meanwhile. */
    @Test
    void whoeverHasWaitedForOthersFindsWhatTheyAdded() throws SQLException {
        reopen(10);
        OrderNumbers waiting = index.numbers(new JdbcTransaction(connection, true));
        pay(from(1, 10), true, End.COMMITTED);
        pay(from(11, 15), true, End.COMMITTED);

        assertThat(waiting.taken(attempts(paid))).hasSize(15);
        waiting.ended(End.ROLLED_BACK);
    }

    @Test
    void nobodyElseAddsNumbersWhileSomebodyWhoMayWriteHasLookedOneUp() {
        OrderNumbers reader = index.numbers(new JdbcTransaction(connection, false));
        reader.candidates(order(1).key());
        assertThat(index.lock.isLocked()).isFalse();

        OrderNumbers writer = index.numbers(new JdbcTransaction(connection, true));
        writer.candidates(order(1).key());
        assertThat(index.lock.isHeldByCurrentThread()).isTrue();

        writer.ended(End.ROLLED_BACK);
        assertThat(index.lock.isLocked()).isFalse();
    }

    // One unit of work, whether it is committed, and what is known of that.
    private void pay(List<Long> ids, boolean isCommitted, End end) throws SQLException {
        JdbcTransaction transaction = new JdbcTransaction(connection, true);
        OrderNumbers numbers = index.numbers(transaction);
        List<Attempt> attempts = attempts(ids);
        assertThat(numbers.taken(attempts)).isEmpty();
        transaction.change(
                "insert into payments (id, order_key, status)"
                        + " select *, 1 from unnest(cast(? as bigint array), cast(? as uuid array))",
                ids.size(),
                Column.numbers(ids),
                Column.keys(attempts, attempt -> numbers.digest(attempt.order().key())));
        numbers.added(attempts.stream()
                .map(attempt -> Samples.reserved(attempt.id().value(), attempt.order()))
                .toList());
        List<Attempt> some = attempts.subList(0, Math.min(20, attempts.size()));
        assertThat(numbers.taken(some)).as("added here").hasSameSizeAs(some);
        numbers.beforeCommit();
        if (isCommitted) {
            connection.commit();
            paid.addAll(ids);
        } else {
            connection.rollback();
        }
        numbers.ended(end);
    }

    private void assertThatAllAreFound(Stream<Long> some) throws SQLException {
        List<Long> ids = some.toList();
        OrderNumbers reader = index.numbers(new JdbcTransaction(connection, false));
        ids.stream()
                .limit(20)
                .forEach(id -> assertThat(reader.candidates(order(id).key())).contains(id));
        OrderNumbers writer = index.numbers(new JdbcTransaction(connection, true));
        assertThat(Set.copyOf(writer.taken(attempts(ids)).values()))
                .isEqualTo(ids.stream().map(PaymentId::new).collect(Collectors.toSet()));
        connection.commit();
        writer.ended(End.COMMITTED);
    }

    private static List<Long> from(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Attempt> attempts(List<Long> ids) {
        return ids.stream().map(id -> new Attempt(new PaymentId(id), order(id))).toList();
    }

    private static PaymentOrder order(long id) {
        return Samples.order(SHOP, Samples.user("ada").openId(), "order " + id, 1);
    }

    // As a process that is started again.
    private void reopen(int recent) throws SQLException {
        index = new OrderNumberIndex(recent);
        OrderNumbers numbers = index.numbers(new JdbcTransaction(connection, true));
        numbers.prepare();
        connection.commit();
        numbers.ended(End.COMMITTED);
    }

    private long mergedUpTo() throws SQLException {
        return number("merged_up_to");
    }

    private long number(String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + column + " from order_number_index")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }
}
