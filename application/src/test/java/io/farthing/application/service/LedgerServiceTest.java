package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.VerifyLedger.Report;
import io.farthing.domain.app.App;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.Discrepancy.Figure;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class LedgerServiceTest {

    private final ServiceBench bench = new ServiceBench();
    private final LedgerService ledger = new LedgerService(bench.storage);
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 1000);
    private final Authorization authorization = bench.authorize(alice, shop, Samples.limits(100, 1000));

    @Test
    void emptyBooksAreBalanced() {
        Report report = new LedgerService(new ServiceBench().storage).verify((payments, about) -> {});
        assertThat(report).isEqualTo(new Report(0, 0, 0, 0, 0, List.of(), report.took()));
        assertThat(report.isBalanced()).isTrue();
    }

    @Test
    void howLongACheckTookIsToldWhateverTheClockSays() {
        assertThat(verify().took()).isPositive();
    }

    @Test
    void whatWasCheckedIsCounted() {
        bench.addUser("bob", 0);
        Report report = verify();
        assertThat(report.wallets()).isEqualTo(2);
        assertThat(report.authorizations()).isEqualTo(1);
        assertThat(report.fundings()).isEqualTo(1);
        assertThat(report.payments()).isZero();
        assertThat(report.isBalanced()).isTrue();
    }

    @Test
    void aCheckIsHeardOfHoweverMuchComesBeforeThePayments() {
        int fundings = 20_000;
        bench.storage.write(stores -> {
            for (int i = 0; i < fundings; i++) {
                Samples.fund(stores, "alice", "funding " + i, 1);
            }
            return stores;
        });
        List<Long> heard = new ArrayList<>();

        ledger.verify((payments, about) -> heard.add(payments));

        assertThat(heard)
                .as("at the beginning, and after every 10,000 fundings")
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void aBalanceThatSomebodyChangedIsFound() {
        bench.storage.write(stores -> {
            stores.payments()
                    .record(new BatchOutcome(
                            Samples.NOW,
                            List.of(),
                            List.of(),
                            List.of(Samples.wallet("alice", 1001)),
                            List.of(),
                            List.of(),
                            List.of()));
            return stores;
        });
        assertThat(differences())
                .containsExactly(tuple(Figure.BALANCE, alice.openId().value(), 1001L, 1000L));
    }

    @Test
    void usageThatSomebodyChangedIsFound() {
        bench.storage.write(stores -> {
            stores.authorizations().update(authorization.spend(Satoshis.of(7)), Samples.NOW);
            return stores;
        });
        assertThat(differences())
                .containsExactly(tuple(Figure.SPENT, authorization.id().toString(), 7L, 0L));
    }

    @Test
    void aPaymentThatTookNoMoneyIsFoundInBalanceAndUsage() {
        record(payment(500, "1", 30));
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        tuple(Figure.BALANCE, alice.openId().value(), 1000L, 970L),
                        tuple(Figure.SPENT, authorization.id().toString(), 0L, 30L));
    }

    @Test
    void aFundingThatBroughtNoMoneyIsFound() {
        bench.storage.write(stores -> {
            stores.wallets()
                    .record(
                            new Funding(
                                    new FundingReference("never came"), alice.openId(), Satoshis.of(5), Samples.NOW),
                            Samples.wallet("alice", 1000));
            return stores;
        });
        assertThat(differences())
                .containsExactly(tuple(Figure.BALANCE, alice.openId().value(), 1000L, 1005L));
    }

    @Test
    void progressIsToldAtTheBeginningAndEveryTenThousandPayments() {
        int count = 20_001;
        List<Payment> payments = LongStream.rangeClosed(1, count)
                .mapToObj(i -> payment(1_000_000 + i, "order " + i, 1))
                .toList();
        Satoshis total = Satoshis.of(count);
        bench.storage.write(stores -> {
            stores.payments()
                    .record(new BatchOutcome(
                            Samples.NOW,
                            List.of(),
                            payments,
                            List.of(),
                            List.of(authorization.spend(total)),
                            List.of(),
                            List.of()));
            return stores;
        });
        List<String> told = new ArrayList<>();
        Report report = ledger.verify((read, about) -> told.add(read + "/" + about));
        assertThat(told).containsExactly("0/20001", "10000/20001", "20000/20001");
        assertThat(report.payments()).isEqualTo(count);
        assertThat(report.differences())
                .as("the payments were recorded without their money")
                .extracting(Discrepancy::what)
                .containsExactly(Figure.BALANCE);
    }

    private Report verify() {
        return ledger.verify((payments, about) -> {});
    }

    private List<Tuple> differences() {
        return verify().differences().stream()
                .map(found ->
                        tuple(found.what(), found.subject(), found.recordedSatoshis(), found.recomputedSatoshis()))
                .toList();
    }

    private Payment payment(long id, String number, long satoshis) {
        return new Payment(
                new PaymentId(id),
                authorization.id(),
                Samples.order(shop.id(), alice.openId(), number, satoshis),
                Settlement.LEDGER,
                PaymentStatus.SETTLED,
                Samples.NOW,
                Receipt.NONE);
    }

    private void record(Payment payment) {
        bench.storage.write(stores -> {
            stores.payments()
                    .record(new BatchOutcome(
                            Samples.NOW, List.of(), List.of(payment), List.of(), List.of(), List.of(), List.of()));
            return stores;
        });
    }
}
