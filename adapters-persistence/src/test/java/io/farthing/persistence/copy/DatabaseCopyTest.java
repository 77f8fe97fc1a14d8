package io.farthing.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.EventOutbox;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.LedgerService;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.copy.DatabaseCopy.Step;
import io.farthing.persistence.jooq.DefaultSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copied database is the same database, however often the copy was broken off. */
final class DatabaseCopyTest extends CopyBench {

    /** Several pages of payments, the last one not full. */
    private static final int PAYMENTS = 4 * TablePages.ROWS + 100;

    @ParameterizedTest
    @CsvSource({"h2, postgres", "h2, h2", "postgres, postgres", "postgres, h2"})
    void everyRowOfEveryTableIsCopied(String from, String to) throws SQLException {
        DatabaseSettings source = filled(from, PAYMENTS);
        DatabaseSettings target = empty(to);

        DatabaseCopy.Report report = copy(source, target, IGNORED);

        Map<String, Set<String>> expected = contents(source);
        assertThat(expected)
                .as("the sample has something for every table")
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        assertThat(expected.get("payments")).hasSize(PAYMENTS);
        assertThat(contents(target)).isEqualTo(expected);
        assertThat(report.tables()).isEqualTo(expected.size());
        assertThat(report.rows())
                .isEqualTo(expected.values().stream().mapToLong(Set::size).sum());
    }

    @Test
    void everyTableOfTheMigrationsIsCopiedOrLeftOutForAReason() throws SQLException {
        Set<String> declared = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .map(Named::getName)
                .collect(Collectors.toSet());
        DatabaseSettings database = filled("postgres", 1);

        Set<String> copied;
        try (CopySide side = CopySide.source(database)) {
            copied = CopiedTables.of(side.connection()).stream()
                    .map(CopiedTable::name)
                    .collect(Collectors.toSet());
        }

        assertThat(copied).isSubsetOf(declared);
        assertThat(declared)
                .allSatisfy(table -> assertThat(copied.contains(table) || CopiedTables.LEFT_OUT.containsKey(table))
                        .as(table)
                        .isTrue());
        assertThat(CopiedTables.LEFT_OUT.values())
                .allSatisfy(reason -> assertThat(reason).contains(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "h2"})
    void theCopyGoesOnWithNumbersThatNobodyHasYet(String to) throws SQLException {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = empty(to);

        copy(source, target, IGNORED);

        try (Database database = Database.open(target)) {
            UnitOfWork unitOfWork = database.unitOfWork();
            long highest = unitOfWork
                    .read(stores -> stores.payments().drawnFrom(CopySample.payer(), Optional.empty(), 1))
                    .get(0)
                    .id()
                    .value();
            Payment paid = PaymentBatches.accept(
                    unitOfWork, Samples.order(CopySample.SHOP, CopySample.payer(), "after the copy", 7));
            assertThat(paid.id().value()).isGreaterThan(highest);
            assertThat(PaymentBatches.run(unitOfWork, List.of(paid.order())).accepted())
                    .isEmpty();
            unitOfWork.<Boolean>write(stores -> {
                Samples.addApp(stores, "another");
                Samples.addUser(stores, "dora", 100);
                Authorization added = Samples.addAuthorization(
                        stores, Samples.user("dora").openId(), new AppId("another"), Samples.limits(1, 2));
                assertThat(stores.authorizations().of(CopySample.payer(), 10))
                        .hasSize(2)
                        .allSatisfy(older -> assertThat(older.id().value())
                                .isLessThan(added.id().value()));
                return true;
            });
            assertThatTheLedgerIsBalanced(unitOfWork, 11);
        }
    }

    @ParameterizedTest
    @CsvSource({"h2, postgres", "h2, h2", "postgres, postgres", "postgres, h2"})
    void anEventAfterTheCopyHasANumberThatNoneHadBefore(String from, String to) throws SQLException {
        DatabaseSettings source = empty(from);
        DatabaseSettings target = empty(to);
        long told;
        try (Database database = Database.open(source)) {
            addEvent(database);
            told = tell(database);
        }

        copy(source, target, IGNORED);

        assertThat(contents(source).get("outbox")).as("rows to number behind").isEmpty();
        try (Database database = Database.open(target)) {
            addEvent(database);
            assertThat(tell(database)).isGreaterThan(told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "h2"})
    void aCopyThatWasBrokenOffGoesOnWhereItStopped(String to) throws SQLException {
        DatabaseSettings source = filled("h2", PAYMENTS);
        DatabaseSettings target = empty(to);

        assertThatExceptionOfType(PowerCut.class)
                .isThrownBy(() -> copy(source, target, cutOffAt(Step.COPY, "payments", TablePages.ROWS)));
        assertThatThrownBy(() -> Database.open(target))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("copy-database");
        List<Long> reached = new ArrayList<>();
        copy(source, target, (step, table, rows, of) -> {
            if (step == Step.COPY && table.equals("payments")) {
                reached.add(rows);
                assertThat(of).isEqualTo(PAYMENTS);
            }
        });

        assertThat(reached).startsWith((long) TablePages.ROWS).endsWith((long) PAYMENTS);
        assertThat(contents(target)).isEqualTo(contents(source));
        Database.open(target).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "h2"})
    void aCopyWhoseBooksWereNotCheckedIsNotFinished(String to) throws SQLException {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = empty(to);

        assertThatExceptionOfType(PowerCut.class)
                .isThrownBy(() -> copy(source, target, cutOffAt(Step.CHECK, "payments", 0)));
        assertThatThrownBy(() -> Database.open(target))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("copy-database");
        List<Long> checked = new ArrayList<>();
        DatabaseCopy.Report report = copy(source, target, (step, table, rows, of) -> {
            if (step == Step.COPY && table.equals("payments")) {
                assertThat(rows).as("what is there already").isEqualTo(of);
            } else if (step == Step.CHECK) {
                checked.add(rows);
            }
        });

        assertThat(checked).containsExactly(0L, 10L);
        assertThat(report.books().isBalanced()).isTrue();
        assertThat(report.books().payments()).isEqualTo(10);
        assertThat(contents(target)).isEqualTo(contents(source));
        Database.open(target).close();
    }

    @Test
    void aCopyMayBeBrokenOffAnywhereAndAsOftenAsOneLikes() throws SQLException {
        DatabaseSettings source = filled("h2", PAYMENTS);
        DatabaseSettings target = empty("postgres");
        int calls = 1;

        while (isCutOff(source, target, calls)) {
            calls += 2;
        }

        assertThat(calls).isGreaterThan(20);
        assertThat(contents(target)).isEqualTo(contents(source));
    }

    @Test
    void aConnectionThatIsLostAmidATableIsNoLoss() throws SQLException {
        DatabaseSettings source = filled("h2", PAYMENTS);
        DatabaseSettings target = empty("postgres");

        assertThatThrownBy(() -> copy(source, target, (step, table, rows, of) -> {
                    if (table.equals("payments") && rows == TablePages.ROWS) {
                        TestPostgres.endConnections(target);
                    }
                }))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("start it again");
        copy(source, target, IGNORED);

        assertThat(contents(target)).isEqualTo(contents(source));
    }

    @Test
    void ofTwoCopiesAtOnceOneGivesUpAndNothingIsDoubled() throws SQLException {
        DatabaseSettings source = filled("postgres", PAYMENTS);
        DatabaseSettings target = empty("postgres");

        assertThatThrownBy(() -> copy(source, target, (step, table, rows, of) -> {
                    if (step == Step.COPY && table.equals("payments") && rows == TablePages.ROWS) {
                        copy(source, target, IGNORED);
                    }
                }))
                .isInstanceOf(CopyProblem.class);

        assertThat(contents(target)).isEqualTo(contents(source));
        Database.open(target).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update wallets set balance = balance + 1 where user_id = 1",
                "delete from payments where id = 1",
                "update payments set op_return = null where id = 2",
                "insert into payment_receipts (payment_id, reference, txid) values (9, '', '')"
            })
    void aTargetThatIsNotTheSameIsFoundAndCopiedAgain(String change) throws SQLException {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = empty("postgres");

        assertThatThrownBy(() -> copy(source, target, (step, table, rows, of) -> {
                    if (step == Step.COMPARE && table.equals("apps") && rows == 0) {
                        TestPostgres.execute(name(target), change);
                    }
                }))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("begins from nothing");
        assertThatThrownBy(() -> Database.open(target)).hasMessageContaining("copy-database");
        copy(source, target, IGNORED);

        assertThat(contents(target)).isEqualTo(contents(source));
        assertThatWalletsCanBeFunded(target);
    }

    // What is locked for that is not copied.
    private static void assertThatWalletsCanBeFunded(DatabaseSettings settings) {
        try (Database database = Database.open(settings)) {
            Satoshis total =
                    database.unitOfWork().write(stores -> stores.wallets().lockTotal());
            assertThat(total.isPositive()).isTrue();
        }
    }

    private static void addEvent(Database database) {
        database.unitOfWork().<Boolean>write(stores -> {
            CopySample.addEvents(stores);
            return true;
        });
    }

    // What waits for every listener is told and so removed; the highest number of it.
    private static long tell(Database database) {
        return database.unitOfWork().<Long>write(stores -> {
            long highest = 0;
            for (ListenerName listener : CopySample.LISTENERS) {
                List<EventNumber> numbers = stores.events().next(listener, 100).stream()
                        .map(EventOutbox.Entry::number)
                        .toList();
                highest = Math.max(highest, numbers.get(numbers.size() - 1).value());
                stores.events().remove(listener, numbers);
            }
            return highest;
        });
    }

    private static boolean isCutOff(DatabaseSettings source, DatabaseSettings target, int calls) {
        int[] left = {calls};
        try {
            copy(source, target, (step, table, rows, of) -> {
                if (--left[0] == 0) {
                    throw new PowerCut();
                }
            });
            return false;
        } catch (PowerCut cut) {
            return true;
        }
    }

    private static void assertThatTheLedgerIsBalanced(UnitOfWork unitOfWork, long payments) {
        VerifyLedger.Report report = new LedgerService(unitOfWork).verify((read, about) -> {});
        assertThat(report.differences()).isEmpty();
        assertThat(report.payments()).isEqualTo(payments);
    }
}
