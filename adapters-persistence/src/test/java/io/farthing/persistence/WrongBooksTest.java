package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.VerifyLedger.Report;
import io.farthing.application.service.LedgerService;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.Discrepancy.Figure;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.persistence.copy.CopySample;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody does to the rows behind our back, the books are checked to their end, and what is wrong is named. */
final class WrongBooksTest {

    /** What each payment of the sample moves. */
    private static final long AMOUNT = 3;

    private static final int PAYMENTS = 9;
    private static final int LISTED = 1;

    @TempDir
    private Path folder;

    private String first = "";

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aPaymentThatMovesAnotherAmountThanItsRecipientsGetIsNamed(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        change(settings, "update payments set amount = 7 where order_number = '\\0'");

        Report report = verify(settings);

        assertThat(report.differences()).contains(new Discrepancy(Figure.PAYMENT_POSTINGS, first, 7, AMOUNT));
        assertThat(report.payments()).isEqualTo(PAYMENTS - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aPaymentWhoseRecipientsCannotBeReadIsNamed(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        change(
                settings,
                "update payments set recipients = substring(recipients from 1 for 9) where order_number = '\\0'");

        assertThat(verify(settings).differences()).contains(new Discrepancy(Figure.UNREADABLE, first, AMOUNT, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aPaymentOfWhichSomethingElseIsDamagedIsNamed(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        change(settings, "update payments set item_name = '' where order_number = '\\0'");

        assertThat(verify(settings).differences()).contains(new Discrepancy(Figure.UNREADABLE, first, AMOUNT, AMOUNT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aPaymentUnderNoKnownAuthorizationIsAnOrphan(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        change(settings, "update payments set authorization_id = 424242 where order_number = '\\0'");

        assertThat(verify(settings).differences()).contains(new Discrepancy(Figure.ORPHAN, first, AMOUNT, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aPendingPaymentThatIsNotListedIsNamed(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        change(settings, "delete from pending_payments");

        assertThat(verify(settings).differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference)
                        .isEqualTo(new Discrepancy(Figure.PENDING, difference.subject(), 0, AMOUNT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whatIsListedAsPendingAndIsNoPaymentIsAnOrphan(String kind) throws SQLException {
        DatabaseSettings settings = filled(kind, PAYMENTS);
        for (long id : new long[] {-5, Long.MAX_VALUE}) {
            change(settings, "insert into pending_payments values (" + id + ", 0, 0, '')");
        }

        assertThat(verify(settings).differences())
                .containsExactly(
                        new Discrepancy(Figure.ORPHAN, "-5", 0, 0),
                        new Discrepancy(Figure.ORPHAN, Long.toString(Long.MAX_VALUE), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void paymentsThatAreListedAsPendingAndAreNotAreNamedHoweverManyThereAre(String kind) throws SQLException {
        int payments = 2_500;
        DatabaseSettings settings = filled(kind, payments);
        change(
                settings,
                "insert into pending_payments select id, 0, 0, '' from payments"
                        + " where id not in (select payment_id from pending_payments)");

        Report report = verify(settings);

        assertThat(report.differenceCount()).isEqualTo(payments - LISTED);
        assertThat(report.differences()).contains(new Discrepancy(Figure.PENDING, first, AMOUNT, 0));
    }

    private DatabaseSettings filled(String kind, int payments) {
        DatabaseSettings settings = kind.equals("h2")
                ? DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing"))
                : TestPostgres.newDatabase(4);
        try (Database database = Database.open(settings)) {
            CopySample.fill(database.unitOfWork(), payments);
            OrderKey key = new OrderKey(CopySample.SHOP, new MerchantOrderNumber("\\0"));
            first = database.unitOfWork()
                    .<String>read(stores ->
                            stores.payments().find(key).orElseThrow().id().toString());
        }
        assertThat(verify(settings).isBalanced()).isTrue();
        return settings;
    }

    private static void change(DatabaseSettings settings, String sql) throws SQLException {
        TableContents.execute(settings, sql);
    }

    private static Report verify(DatabaseSettings settings) {
        try (Database database = Database.open(settings)) {
            return new LedgerService(database.unitOfWork()).verify((payments, about) -> {});
        }
    }
}
