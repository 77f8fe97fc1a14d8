package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.VerifyLedger.Report;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LedgerProperties {

    private enum Kind {
        FUND,
        PAY,
        SPLIT,
        APPROVE,
        REVOKE,
        CHANGE,
        REFUSE_A_COMMIT
    }

    private record Step(Kind kind, int user, int other, int satoshis) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 60))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 50)
    void theBooksAreBalancedAfterEveryHistory(@ForAll("histories") List<Step> steps) {
        History history = new History();
        steps.forEach(history::take);
        Report report = history.end();
        assertThat(report.differences()).isEmpty();
        assertThat(report.isBalanced()).isTrue();
        assertThat(report.payments()).isEqualTo(history.settledPayments());
        assertThat(history.balances() + history.paidOutside()).isEqualTo(history.funded);
    }

    /** Three users, two of them with something to begin with, and one shop. */
    private static final class History {

        private final ServiceBench bench = new ServiceBench();
        private final CountingPaymentMeter meter = new CountingPaymentMeter();
        private final App shop = bench.addApp("shop");
        private final List<User> users =
                List.of(bench.addUser("alice", 100), bench.addUser("bob", 100), bench.addUser("carol", 0));
        private final UserService wallets = new UserService(
                bench.storage, Optional.of(bench.hasher), bench.clock, bench.randomness, bench.addresses);
        private final ActivationService activations =
                new ActivationService(bench.storage, bench.clock, bench.randomness);
        private final AuthorizationService authorizations = new AuthorizationService(bench.storage, bench.clock);
        private final PaymentEngine engine =
                new PaymentEngine(bench.storage, ServiceBench.RULES, ServiceBench.strict(), bench.clock, meter);
        private final List<PaymentOutcome> outcomes = new ArrayList<>();
        private long funded = 200;
        private int steps;

        void take(Step step) {
            steps++;
            User user = users.get(step.user());
            SpendingLimits limits = Samples.limits(step.satoshis(), 3L * step.satoshis());
            switch (step.kind()) {
                case FUND -> fund(user, step.satoshis());
                case PAY -> pay(user, toOutside(step.satoshis()));
                case SPLIT -> pay(user, toOutside(1), to(step.other(), step.satoshis()), to(step.user(), 2));
                case APPROVE -> approve(user, limits);
                case REVOKE ->
                    authorizations
                            .active(user.openId(), shop.id())
                            .ifPresent(active -> authorizations.revoke(active.id(), user.openId()));
                case CHANGE ->
                    authorizations
                            .active(user.openId(), shop.id())
                            .ifPresent(active -> authorizations.changeLimits(active.id(), user.openId(), limits));
                case REFUSE_A_COMMIT -> payInVain(user, step.satoshis());
            }
        }

        Report end() {
            engine.close();
            return new LedgerService(bench.storage).verify((payments, about) -> {});
        }

        long settledPayments() {
            return meter.outcomes().getOrDefault(Outcome.SETTLED, 0);
        }

        long balances() {
            return users.stream()
                    .map(user -> wallets.overview(user.openId()).orElseThrow().wallet())
                    .map(Wallet::balance)
                    .mapToLong(Satoshis::value)
                    .sum();
        }

        long paidOutside() {
            return outcomes.stream()
                    .filter(PaymentOutcome.Settled.class::isInstance)
                    .map(PaymentOutcome.Settled.class::cast)
                    .flatMap(settled -> settled.payment().order().recipients().list().stream())
                    .filter(recipient -> recipient.address().equals(Samples.address("outside")))
                    .mapToLong(recipient -> recipient.amount().value())
                    .sum();
        }

        private void fund(User user, int satoshis) {
            wallets.fund(user.openId(), Satoshis.of(satoshis), new FundingReference("funding " + steps));
            funded += satoshis;
        }

        private void approve(User user, SpendingLimits limits) {
            activations
                    .open(shop, Samples.uri("https://shop.example/back"), user.openId())
                    .ifPresent(activation -> activations.approve(activation.id(), user.openId(), limits));
        }

        private void payInVain(User user, int satoshis) {
            bench.storage.failNext(Fault.before(Category.FAULT));
            pay(user, toOutside(satoshis));
        }

        private void pay(User user, Recipient... recipients) {
            PaymentOrder order = Samples.order(shop.id(), user.openId(), "order " + steps, recipients);
            CompletableFuture<PaymentOutcome> answer = engine.request(order);
            outcomes.add(answer.join());
        }

        private static Recipient toOutside(int satoshis) {
            return new Recipient(Samples.address("outside"), Satoshis.of(satoshis));
        }

        private Recipient to(int user, int satoshis) {
            String name = users.get(user).name().value();
            return new Recipient(Samples.wallet(name, 0).address(), Satoshis.of(satoshis));
        }
    }
}
