package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ResolvePayments.Resolved;
import io.farthing.application.port.in.ResolvePayments.Result;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution.Outcome;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator concludes by hand what could not be found out otherwise; the reason is kept. */
class ResolutionServiceTest {

    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);
    private static final AppId SHOP = new AppId("shop");
    private static final UserOpenId ANN = Samples.user("ann").openId();
    private static final Receipt RECEIPT = new Receipt("R-7", "tx");

    private final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    private final ResolutionService service = new ResolutionService(storage, RULES, () -> Samples.NOW);
    private final Authorization authorization = storage.write(stores -> {
        Samples.addUser(stores, "ann", 0);
        Samples.addApp(stores, "shop");
        return Samples.addAuthorization(stores, ANN, SHOP, Samples.limits(100, 1000));
    });

    @Test
    void anUnknownPaymentIsSettledByHand() {
        Payment payment = unknown("1");

        assertThat(service.resolve(payment.id(), Outcome.SETTLED, RECEIPT, "seen in their books"))
                .isEqualTo(Result.RESOLVED);

        Resolved resolved = service.find(payment.id()).orElseThrow();
        assertThat(resolved.payment()).isEqualTo(payment.settle(RECEIPT));
        assertThat(resolved.resolution().orElseThrow().reason()).isEqualTo("seen in their books");
        assertThat(usage()).isEqualTo(new Usage(Satoshis.of(10), Satoshis.ZERO));
        assertThat(service.count()).isEqualTo(new PendingPayment.Count(0, 0));
    }

    @Test
    void anUnknownPaymentIsFailedByHand() {
        Payment payment = unknown("1");

        assertThat(service.resolve(payment.id(), Outcome.FAILED, Receipt.NONE, "they never got it"))
                .isEqualTo(Result.RESOLVED);

        assertThat(service.find(payment.id()).orElseThrow().payment().status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void whatIsConcludedIsNotConcludedAgain() {
        Payment payment = unknown("1");
        service.resolve(payment.id(), Outcome.SETTLED, RECEIPT, "first");

        assertThat(service.resolve(payment.id(), Outcome.SETTLED, Receipt.NONE, "second"))
                .isEqualTo(Result.ALREADY_SO);
        assertThat(service.resolve(payment.id(), Outcome.FAILED, Receipt.NONE, "third"))
                .isEqualTo(Result.CONTRADICTED);

        assertThat(service.find(payment.id())
                        .orElseThrow()
                        .resolution()
                        .orElseThrow()
                        .reason())
                .isEqualTo("first");
    }

    @Test
    void whatIsStillBeingMadeAndWhatDoesNotExistAreLeftAlone() {
        Payment reserved = reserve("1");

        assertThat(service.resolve(reserved.id(), Outcome.FAILED, Receipt.NONE, "impatience"))
                .isEqualTo(Result.STILL_RUNNING);
        assertThat(service.resolve(new PaymentId(99), Outcome.FAILED, Receipt.NONE, "a typo"))
                .isEqualTo(Result.PAYMENT_UNKNOWN);
        assertThat(service.find(new PaymentId(99))).isEmpty();
        assertThat(service.count()).isEqualTo(new PendingPayment.Count(1, 0));
    }

    @Test
    void aReasonIsAskedFor() {
        Payment payment = unknown("1");
        for (String reason : List.of("", " ", "x".repeat(1001), "a\u0000b")) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> service.resolve(payment.id(), Outcome.FAILED, Receipt.NONE, reason))
                    .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("reason"));
        }
        assertThat(service.count()).isEqualTo(new PendingPayment.Count(0, 1));
    }

    @Test
    void pendingPaymentsAreListedByKind() {
        Payment lost = unknown("1");
        Payment reserved = reserve("2");

        assertThat(service.list(PendingPayment.Kind.UNKNOWN, Optional.empty(), 10))
                .extracting(pending -> pending.payment().id())
                .containsExactly(lost.id());
        assertThat(service.list(PendingPayment.Kind.RESERVED, Optional.empty(), 10))
                .extracting(pending -> pending.payment().id())
                .containsExactly(reserved.id());
        for (int limit : List.of(0, 1001)) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> service.list(PendingPayment.Kind.UNKNOWN, Optional.empty(), limit));
        }
    }

    private Usage usage() {
        return storage.write(stores -> stores.authorizations().lock(authorization.id()))
                .orElseThrow()
                .usage();
    }

    private Payment unknown(String number) {
        return PaymentBatches.conclude(storage, reserve(number), new Finding.Unknown("no answer"));
    }

    private Payment reserve(String number) {
        return PaymentBatches.reserve(storage, Samples.order(SHOP, ANN, number, 10));
    }
}
