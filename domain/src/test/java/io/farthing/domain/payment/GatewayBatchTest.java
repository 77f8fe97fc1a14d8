package io.farthing.domain.payment;

import static io.farthing.domain.payment.GatewaySamples.ANN;
import static io.farthing.domain.payment.GatewaySamples.NOW;
import static io.farthing.domain.payment.GatewaySamples.RECEIPT;
import static io.farthing.domain.payment.GatewaySamples.SHOP;
import static io.farthing.domain.payment.GatewaySamples.address;
import static io.farthing.domain.payment.GatewaySamples.attempt;
import static io.farthing.domain.payment.GatewaySamples.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.farthing.domain.address.Address;
import io.farthing.domain.audit.LedgerAudit;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** An outside wallet pays: Ann has nothing here, and lets the shop draw 300 at once and 800 in all. */
class GatewayBatchTest {

    private static final Address ANNS = address(1);
    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);
    private static final Finding SETTLED = new Finding.Settled(RECEIPT);
    private static final Finding FAILED = new Finding.Failed();
    private static final Finding NOT_MADE = new Finding.NotMade();
    private static final Finding UNKNOWN = new Finding.Unknown("no answer");

    private final Wallet ann = new Wallet(ANN, ANNS, Satoshis.ZERO);
    private final Authorization anns = authorization(Usage.NONE);

    @Test
    void anApprovedOrderIsReservedAndNoWalletIsTouched() {
        BatchOutcome outcome = BatchOutcome.decide(
                List.of(),
                List.of(attempt(11, "A", 300, ANNS)),
                new Touched(Map.of(), List.of(ann), List.of(anns), List.of()),
                RULES,
                NOW);

        assertThat(outcome.accepted()).singleElement().satisfies(payment -> {
            assertThat(payment.status()).isEqualTo(PaymentStatus.RESERVED);
            assertThat(payment.settlement()).isEqualTo(Settlement.GATEWAY);
            assertThat(payment.postings(ANNS)).isEmpty();
            assertThat(payment.publicId()).isEmpty();
        });
        assertThat(outcome.wallets()).isEmpty();
        assertThat(outcome.authorizations()).containsExactly(authorization(usage(0, 300)));
    }

    @Test
    void whatIsReservedCountsAgainstTheAllowance() {
        BatchOutcome outcome = BatchOutcome.decide(
                List.of(),
                List.of(attempt(11, "A", 300), attempt(12, "B", 300), attempt(13, "C", 300)),
                new Touched(Map.of(), List.of(ann), List.of(anns), List.of()),
                RULES,
                NOW);

        assertThat(outcome.accepted()).hasSize(2);
        assertThat(outcome.decisions().get(2))
                .isInstanceOfSatisfying(
                        Decision.Declined.class,
                        declined -> assertThat(declined.breaches().get(0).reason())
                                .isEqualTo(DeclineReason.OVER_ALLOWANCE));
    }

    @Test
    void aSettledPaymentIsSpentAndKeepsItsReceipt() {
        BatchOutcome outcome = conclude(authorization(usage(100, 300)), reserved(11, 300), SETTLED);

        assertThat(outcome.authorizations()).containsExactly(authorization(usage(400, 0)));
        assertThat(outcome.conclusions()).singleElement().satisfies(payment -> {
            assertThat(payment.status()).isEqualTo(PaymentStatus.SETTLED);
            assertThat(payment.receipt()).isEqualTo(RECEIPT);
            assertThat(payment.publicId()).isEqualTo("tx");
            assertThat(payment.postings(ANNS)).isEmpty();
        });
    }

    @Test
    void aFailedPaymentReleasesWhatWasReserved() {
        BatchOutcome outcome = conclude(authorization(usage(100, 300)), reserved(11, 300), FAILED);

        assertThat(outcome.authorizations()).containsExactly(authorization(usage(100, 0)));
        assertThat(outcome.conclusions().get(0).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aPaymentHasFailedWhenItsOnlyRequestWasNotMade() {
        BatchOutcome outcome = conclude(authorization(usage(100, 300)), reserved(11, 300), NOT_MADE);

        assertThat(outcome.authorizations()).containsExactly(authorization(usage(100, 0)));
        assertThat(outcome.conclusions().get(0).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aRequestThatWasNotMadeSaysNothingOfOneThatSomebodyElseMayHaveSent() {
        Payment unknown = reserved(11, 300).lose();

        BatchOutcome outcome =
                conclude(authorization(usage(0, 300)), new PendingPayment(unknown, 3, NOW, "no answer"), NOT_MADE);

        assertThat(outcome.conclusions()).containsExactly(unknown);
        assertThat(outcome.changed()).isEmpty();
        assertThat(outcome.authorizations()).isEmpty();
    }

    @Test
    void anUnknownPaymentStaysReservedAndIsAskedForAgainLaterAndLater() {
        PendingPayment pending = PendingPayment.reserved(reserved(11, 300));
        Authorization authorization = authorization(usage(0, 300));
        for (int tries = 1; tries <= 4; tries++) {
            BatchOutcome outcome = conclude(authorization, pending, UNKNOWN);
            assertThat(outcome.authorizations()).isEmpty();
            pending = outcome.changed().get(0);
            assertThat(pending.payment().status()).isEqualTo(PaymentStatus.UNKNOWN);
            assertThat(pending.tries()).isEqualTo(tries);
            assertThat(pending.nextTryAt()).isEqualTo(NOW.plusSeconds(1L << (tries - 1)));
            assertThat(pending.reason()).isEqualTo("no answer");
        }
        PendingPayment old = new PendingPayment(pending.payment(), 1000, NOW, "");
        assertThat(conclude(authorization, old, UNKNOWN).changed().get(0).nextTryAt())
                .isEqualTo(NOW.plus(PendingPayment.LONGEST_PAUSE));
    }

    @Test
    void aVerdictAboutAConcludedPaymentChangesNothing() {
        Payment settled = reserved(11, 300).settle(RECEIPT);

        BatchOutcome outcome = conclude(authorization(usage(300, 0)), settled, FAILED);

        assertThat(outcome.conclusions()).containsExactly(settled);
        assertThat(outcome.changed()).isEmpty();
        assertThat(outcome.authorizations()).isEmpty();
    }

    @Test
    void ofTwoFindingsInOneBatchTheFirstCountsAndPaymentsAreToldInTheirOrder() {
        Touched touched = new Touched(
                Map.of(),
                List.of(ann),
                List.of(authorization(usage(0, 500))),
                List.of(PendingPayment.reserved(reserved(11, 300)), PendingPayment.reserved(reserved(12, 200))));

        BatchOutcome outcome = BatchOutcome.decide(
                List.of(
                        new Verdict(new PaymentId(12), SETTLED),
                        new Verdict(new PaymentId(11), FAILED),
                        new Verdict(new PaymentId(12), FAILED)),
                List.of(),
                touched,
                RULES,
                NOW);

        Payment settled = reserved(12, 200).settle(RECEIPT);
        Payment failed = reserved(11, 300).fail();
        assertThat(outcome.conclusions()).containsExactly(settled, failed, settled);
        assertThat(outcome.changed()).extracting(PendingPayment::payment).containsExactly(settled, failed);
        assertThat(outcome.authorizations()).containsExactly(authorization(usage(200, 0)));
    }

    @Test
    void aPaymentIsConcludedUnderAConsentThatHasEnded() {
        Authorization ended = authorization(usage(0, 300)).end(Standing.REVOKED);

        BatchOutcome outcome = conclude(ended, reserved(11, 300), SETTLED);

        assertThat(outcome.authorizations())
                .containsExactly(authorization(usage(300, 0)).end(Standing.REVOKED));
    }

    @Test
    void whatAFailureReleasesAnOrderOfTheSameBatchMayTake() {
        Payment failing = reserved(11, 300);
        Touched touched = new Touched(
                Map.of(),
                List.of(ann),
                List.of(authorization(usage(500, 300))),
                List.of(PendingPayment.reserved(failing)));

        BatchOutcome outcome = BatchOutcome.decide(
                List.of(new Verdict(failing.id(), FAILED)), List.of(attempt(12, "B", 300)), touched, RULES, NOW);

        assertThat(outcome.accepted()).hasSize(1);
        assertThat(outcome.authorizations()).containsExactly(authorization(usage(500, 300)));
    }

    @Test
    void aPaymentThatWasNotLoadedCannotBeConcluded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> BatchOutcome.decide(
                        List.of(new Verdict(new PaymentId(9), FAILED)),
                        List.of(),
                        new Touched(Map.of(), List.of(), List.of(), List.of()),
                        RULES,
                        NOW));
    }

    @Property
    void inAnyOrderOfFindingsTheBooksAddUp(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 200) Integer> amounts,
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 47) Integer> findings) {
        Touched empty = new Touched(Map.of(), List.of(ann), List.of(anns), List.of());
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            attempts.add(attempt(i + 1, "N" + i, amounts.get(i)));
        }
        BatchOutcome outcome = BatchOutcome.decide(List.of(), attempts, empty, RULES, NOW);
        Map<PaymentId, PendingPayment> payments = new TreeMap<>();
        outcome.accepted().forEach(payment -> payments.put(payment.id(), PendingPayment.reserved(payment)));
        Authorization authorization = outcome.authorizations().isEmpty()
                ? anns
                : outcome.authorizations().get(0);
        for (int number : findings) {
            PendingPayment about = payments.get(new PaymentId(number / 4 + 1));
            if (about != null) {
                BatchOutcome next = conclude(
                        authorization,
                        about,
                        List.of(SETTLED, FAILED, NOT_MADE, UNKNOWN).get(number % 4));
                next.changed().forEach(changed -> payments.put(changed.payment().id(), changed));
                authorization = next.authorizations().isEmpty()
                        ? authorization
                        : next.authorizations().get(0);
            }
        }
        LedgerAudit audit = new LedgerAudit();
        audit.wallet(ann);
        audit.authorization(authorization);
        payments.values().forEach(pending -> audit.payment(pending.payment()));
        assertThat(audit.differences()).isEmpty();
        assertThat(authorization.usage().total().exceeds(authorization.limits().cumulative()))
                .isFalse();
    }

    private BatchOutcome conclude(Authorization authorization, Payment payment, Finding finding) {
        return conclude(authorization, new PendingPayment(payment, 0, NOW, ""), finding);
    }

    private BatchOutcome conclude(Authorization authorization, PendingPayment pending, Finding finding) {
        Touched touched = new Touched(Map.of(), List.of(ann), List.of(authorization), List.of(pending));
        return BatchOutcome.decide(
                List.of(new Verdict(pending.payment().id(), finding)), List.of(), touched, RULES, NOW);
    }

    private static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }

    private static Authorization authorization(Usage usage) {
        SpendingLimits limits = new SpendingLimits(Satoshis.of(300), Satoshis.of(800));
        return new Authorization(new AuthorizationId(1), ANN, SHOP, limits, usage, Standing.ACTIVE, Instant.EPOCH);
    }
}
