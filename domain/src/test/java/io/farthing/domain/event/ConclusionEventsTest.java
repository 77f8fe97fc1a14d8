package io.farthing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentFailed;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.event.PlatformEvent.PaymentUnknown;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.payment.Verdict;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found out about a payment at an outside wallet is told when it is news. */
class ConclusionEventsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Satoshis AMOUNT = Satoshis.of(300);
    private static final PaymentOrder ORDER = order("M-1");

    @Test
    void whatTheWalletSaidIsTold() {
        assertThat(events(PaymentStatus.RESERVED, new Finding.Settled(new Receipt("R-1", "tx"))))
                .hasExactlyElementsOfTypes(PaymentSettled.class);
        assertThat(events(PaymentStatus.RESERVED, new Finding.Failed())).hasExactlyElementsOfTypes(PaymentFailed.class);
        assertThat(events(PaymentStatus.UNKNOWN, new Finding.Settled(new Receipt("R-1", "tx"))))
                .hasExactlyElementsOfTypes(PaymentSettled.class);
    }

    @Test
    void thatTheOutcomeIsUnknownIsToldOnce() {
        assertThat(events(PaymentStatus.RESERVED, new Finding.Unknown("no answer")))
                .hasExactlyElementsOfTypes(PaymentUnknown.class);
        assertThat(events(PaymentStatus.UNKNOWN, new Finding.Unknown("no answer")))
                .isEmpty();
    }

    @Test
    void whatIsSettledAlreadyIsNotToldAgain() {
        assertThat(events(PaymentStatus.FAILED, new Finding.Failed())).isEmpty();
    }

    @Test
    void anOrderPassesThresholdsOverWhatTheFindingsOfItsBatchHaveLeft() {
        Attempt next = new Attempt(new PaymentId(12), order("M-2"));

        assertThat(events(PaymentStatus.RESERVED, new Finding.Settled(Receipt.NONE), 600, next))
                .last()
                .isEqualTo(reached(Threshold.ALL, 600, new Usage(AMOUNT, AMOUNT)));
        assertThat(events(PaymentStatus.RESERVED, new Finding.Failed(), 600, next))
                .last()
                .isEqualTo(reached(Threshold.HALF, 600, new Usage(Satoshis.ZERO, AMOUNT)));
    }

    @Test
    void aThresholdIsReachedExactlyWhenSoManyHundredthsAreUsed() {
        assertThat(thresholds(601)).isEmpty();
        assertThat(thresholds(600)).containsExactly(Threshold.HALF);
        assertThat(thresholds(376)).containsExactly(Threshold.HALF);
        assertThat(thresholds(375)).containsExactly(Threshold.HALF, Threshold.FOUR_FIFTHS);
        assertThat(thresholds(301)).containsExactly(Threshold.HALF, Threshold.FOUR_FIFTHS);
        assertThat(thresholds(300)).containsExactly(Threshold.values());
    }

    /** Those that an order of 300 passes under a cumulative limit. */
    private static List<Threshold> thresholds(long limit) {
        return events(PaymentStatus.RESERVED, new Finding.Failed(), limit, new Attempt(new PaymentId(12), order("M-2")))
                .stream()
                .filter(LimitReached.class::isInstance)
                .map(event -> ((LimitReached) event).threshold())
                .toList();
    }

    private static PaymentOrder order(String number) {
        return new PaymentOrder(
                new AppId("shop"),
                new UserOpenId("ann"),
                new MerchantOrderNumber(number),
                AMOUNT,
                new Recipients(List.of(new Recipient(Address.ofKeyHash(new byte[20]), AMOUNT))),
                new ItemName("bananas"),
                OpReturn.NONE);
    }

    private static LimitReached reached(Threshold threshold, long limit, Usage usage) {
        return new LimitReached(
                new Occasion(ORDER.user(), ORDER.app(), NOW), new AuthorizationId(7), threshold, limits(limit), usage);
    }

    private static SpendingLimits limits(long cumulative) {
        return new SpendingLimits(AMOUNT, Satoshis.of(cumulative));
    }

    private static List<PlatformEvent> events(PaymentStatus before, Finding finding) {
        return events(before, finding, 300);
    }

    private static List<PlatformEvent> events(PaymentStatus before, Finding finding, long limit, Attempt... attempts) {
        Payment payment = new Payment(
                new PaymentId(11), new AuthorizationId(7), ORDER, Settlement.GATEWAY, before, NOW, Receipt.NONE);
        Authorization authorization = new Authorization(
                payment.authorization(),
                ORDER.user(),
                ORDER.app(),
                limits(limit),
                new Usage(Satoshis.ZERO, AMOUNT),
                Standing.ACTIVE,
                NOW);
        Touched touched = new Touched(
                Map.of(),
                List.of(new Wallet(ORDER.user(), Address.ofKeyHash(new byte[20]), Satoshis.ZERO)),
                List.of(authorization),
                List.of(new PendingPayment(payment, 1, NOW, "")));
        BatchOutcome outcome = BatchOutcome.decide(
                List.of(new Verdict(payment.id(), finding)),
                List.of(attempts),
                touched,
                new PaymentRules(Satoshis.of(1), Settlement.GATEWAY),
                NOW);
        return PaymentEvents.of(List.of(attempts), touched, outcome);
    }
}
