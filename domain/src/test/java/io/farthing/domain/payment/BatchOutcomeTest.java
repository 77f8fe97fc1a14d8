package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules by example: Ann has 1000 satoshis and lets the shop draw 300 at once and 800 in all. */
class BatchOutcomeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AppId SHOP = new AppId("shop");
    private static final UserOpenId ANN = new UserOpenId("ann");
    private static final UserOpenId BOB = new UserOpenId("bob");
    private static final Address ANNS = address(1);
    private static final Address BOBS = address(2);
    private static final Address SHOPS = address(3);

    private final Wallet ann = new Wallet(ANN, ANNS, Satoshis.of(1000));
    private final Wallet bob = new Wallet(BOB, BOBS, Satoshis.of(50));
    private final Authorization anns = authorization(1, ANN, 300, 800, Usage.NONE);
    private final Touched state = new Touched(Map.of(), List.of(ann, bob), List.of(anns), List.of());

    @Test
    void anOrderWithinAllBoundsIsPaid() {
        Attempt attempt = attempt(11, ANN, "A", 300);

        BatchOutcome outcome = decide(state, attempt);

        Payment payment = new Payment(
                attempt.id(), anns.id(), attempt.order(), Settlement.LEDGER, PaymentStatus.SETTLED, NOW, Receipt.NONE);
        assertThat(outcome.decisions()).containsExactly(new Decision.Approved(payment));
        assertThat(outcome.accepted()).containsExactly(payment);
        assertThat(outcome.wallets()).containsExactly(ann.debit(Satoshis.of(300)));
        assertThat(outcome.authorizations()).containsExactly(anns.spend(Satoshis.of(300)));
    }

    @Test
    void aBatchOfNothingChangesNothing() {
        assertThat(decide(state))
                .isEqualTo(new BatchOutcome(NOW, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void everyBoundIsMetExactlyAndNotExceededByOne() {
        assertThat(reasons(decide(state, attempt(11, ANN, "A", 300)))).containsExactly("approved");
        assertThat(reasons(decide(state, attempt(11, ANN, "A", 301)))).containsExactly("OVER_SINGLE_LIMIT");

        Touched allowance = drawn(anns, 500, 0);
        assertThat(reasons(decide(allowance, attempt(11, ANN, "A", 300)))).containsExactly("approved");
        Touched oneLess = drawn(anns, 500, 1);
        assertThat(reasons(decide(oneLess, attempt(11, ANN, "A", 300)))).containsExactly("OVER_ALLOWANCE");

        Touched poor =
                new Touched(Map.of(), List.of(new Wallet(ANN, ANNS, Satoshis.of(200))), List.of(anns), List.of());
        assertThat(reasons(decide(poor, attempt(11, ANN, "A", 200)))).containsExactly("approved");
        assertThat(reasons(decide(poor, attempt(11, ANN, "A", 201)))).containsExactly("OVER_BALANCE");

        PaymentRules atLeastFive = new PaymentRules(Satoshis.of(5), Settlement.LEDGER);
        assertThat(reasons(BatchOutcome.decide(List.of(), List.of(attempt(11, ANN, "A", 5)), state, atLeastFive, NOW)))
                .containsExactly("approved");
        assertThat(reasons(BatchOutcome.decide(List.of(), List.of(attempt(11, ANN, "A", 4)), state, atLeastFive, NOW)))
                .containsExactly("BELOW_MINIMUM");
    }

    @Test
    void everyBreachIsListedInOrderWithItsBoundAndTheExcess() {
        Touched tight = new Touched(
                Map.of(new OrderKey(SHOP, new MerchantOrderNumber("A")), new PaymentId(3)),
                List.of(new Wallet(ANN, ANNS, Satoshis.of(400))),
                List.of(authorization(1, ANN, 300, 800, new Usage(Satoshis.of(400), Satoshis.of(50)))),
                List.of());

        Decision decision = BatchOutcome.decide(
                        List.of(),
                        List.of(attempt(11, ANN, "A", 500)),
                        tight,
                        new PaymentRules(Satoshis.of(600), Settlement.LEDGER),
                        NOW)
                .decisions()
                .get(0);

        assertThat(decision)
                .isEqualTo(new Decision.Declined(List.of(
                        breach(DeclineReason.BELOW_MINIMUM, 600, 100),
                        breach(DeclineReason.ORDER_NUMBER_TAKEN),
                        breach(DeclineReason.OVER_SINGLE_LIMIT, 300, 200),
                        breach(DeclineReason.OVER_ALLOWANCE, 350, 150),
                        breach(DeclineReason.OVER_BALANCE, 400, 100))));
    }

    @Test
    void aStrangerHasNeitherWalletNorConsent() {
        assertThat(reasons(decide(state, attempt(11, new UserOpenId("stranger"), "A", 1))))
                .containsExactly("USER_UNKNOWN,NOT_AUTHORIZED");
    }

    @Test
    void aConsentIsForOneUserAndOneApp() {
        PaymentOrder shops = attempt(11, ANN, "A", 1).order();
        PaymentOrder games = new PaymentOrder(
                new AppId("game"),
                ANN,
                shops.number(),
                shops.amount(),
                shops.recipients(),
                shops.item(),
                OpReturn.NONE);

        assertThat(reasons(decide(state, attempt(11, BOB, "A", 1), new Attempt(new PaymentId(12), games))))
                .containsExactly("NOT_AUTHORIZED", "NOT_AUTHORIZED");
    }

    @Test
    void aConsentThatIsNoLongerInForceCountsForNothing() {
        for (Standing ended : List.of(Standing.REVOKED, Standing.REPLACED)) {
            Touched touched = new Touched(Map.of(), List.of(ann), List.of(anns.end(ended)), List.of());

            assertThat(reasons(decide(touched, attempt(11, ANN, "A", 1)))).containsExactly("NOT_AUTHORIZED");
        }
    }

    @Test
    void aLimitThatWasLoweredBelowWhatIsDrawnLeavesNothing() {
        Touched lowered = drawn(authorization(1, ANN, 300, 100, Usage.NONE), 700, 0);

        assertThat(decide(lowered, attempt(11, ANN, "A", 1)).decisions())
                .containsExactly(new Decision.Declined(List.of(breach(DeclineReason.OVER_ALLOWANCE, 0, 1))));
    }

    @Test
    void anOrderMeetsWhatItsPredecessorsLeft() {
        BatchOutcome outcome = decide(
                state,
                attempt(11, ANN, "A", 300),
                attempt(12, ANN, "B", 300),
                attempt(13, ANN, "C", 201),
                attempt(14, ANN, "D", 200),
                attempt(15, ANN, "E", 1));

        assertThat(reasons(outcome))
                .containsExactly("approved", "approved", "OVER_ALLOWANCE", "approved", "OVER_ALLOWANCE");
        assertThat(outcome.wallets()).containsExactly(ann.debit(Satoshis.of(800)));
        assertThat(outcome.authorizations()).containsExactly(anns.spend(Satoshis.of(800)));
    }

    @Test
    void anAcceptedOrderNumberIsTakenForTheRestOfTheBatch() {
        assertThat(reasons(decide(state, attempt(11, ANN, "A", 1), attempt(12, ANN, "A", 2), attempt(13, ANN, "a", 3))))
                .containsExactly("approved", "ORDER_NUMBER_TAKEN", "approved");
    }

    @Test
    void aDeclinedOrderNumberCanBeUsedAgain() {
        assertThat(reasons(decide(state, attempt(11, ANN, "A", 301), attempt(12, ANN, "A", 300))))
                .containsExactly("OVER_SINGLE_LIMIT", "approved");
    }

    @Test
    void anAttemptThatIsRecordedIsRecognisedWhateverElseHolds() {
        OrderKey key = new OrderKey(SHOP, new MerchantOrderNumber("A"));
        Touched recorded = new Touched(Map.of(key, new PaymentId(11)), List.of(ann), List.of(), List.of());

        BatchOutcome outcome = decide(recorded, attempt(11, ANN, "A", 900));

        assertThat(outcome.decisions()).containsExactly(new Decision.AlreadyRecorded(new PaymentId(11)));
        assertThat(outcome.accepted()).isEmpty();
        assertThat(outcome.wallets()).isEmpty();
    }

    @Test
    void anotherPaymentUnderTheNumberTakesIt() {
        OrderKey key = new OrderKey(SHOP, new MerchantOrderNumber("A"));
        Touched recorded = new Touched(Map.of(key, new PaymentId(3)), List.of(ann), List.of(anns), List.of());

        assertThat(reasons(decide(recorded, attempt(11, ANN, "A", 1)))).containsExactly("ORDER_NUMBER_TAKEN");
    }

    @Test
    void moneyThatComesInCanBeSpentByALaterOrder() {
        Authorization bobs = authorization(2, BOB, 300, 800, Usage.NONE);
        Touched both = new Touched(Map.of(), List.of(ann, bob), List.of(anns, bobs), List.of());

        BatchOutcome outcome = decide(
                both,
                attempt(11, BOB, "A", 250),
                attempt(
                        12,
                        ANN,
                        "B",
                        List.of(new Recipient(BOBS, Satoshis.of(200)), new Recipient(SHOPS, Satoshis.of(1)))),
                attempt(13, BOB, "A", 250));

        assertThat(reasons(outcome)).containsExactly("OVER_BALANCE", "approved", "approved");
        assertThat(outcome.wallets())
                .containsExactlyInAnyOrder(ann.debit(Satoshis.of(201)), new Wallet(BOB, BOBS, Satoshis.ZERO));
    }

    @Test
    void aWalletCanPayItselfAndBePaidTwice() {
        BatchOutcome outcome = decide(
                state,
                attempt(
                        11,
                        ANN,
                        "A",
                        List.of(new Recipient(ANNS, Satoshis.of(100)), new Recipient(BOBS, Satoshis.of(50)))),
                attempt(
                        12,
                        ANN,
                        "B",
                        List.of(new Recipient(BOBS, Satoshis.of(1)), new Recipient(BOBS, Satoshis.of(2)))));

        assertThat(reasons(outcome)).containsExactly("approved", "approved");
        assertThat(outcome.wallets())
                .containsExactlyInAnyOrder(ann.debit(Satoshis.of(53)), bob.credit(Satoshis.of(53)));
        assertThat(outcome.authorizations()).containsExactly(anns.spend(Satoshis.of(153)));
    }

    @Test
    void aWalletCannotPayItselfWhatItDoesNotHave() {
        Touched poor = new Touched(Map.of(), List.of(new Wallet(ANN, ANNS, Satoshis.of(99))), List.of(anns), List.of());

        assertThat(reasons(decide(poor, attempt(11, ANN, "A", List.of(new Recipient(ANNS, Satoshis.of(100)))))))
                .containsExactly("OVER_BALANCE");
    }

    @Test
    void aWalletNeverHoldsMoreThanAllTheMoneyThereIs() {
        Touched full =
                new Touched(Map.of(), List.of(ann, new Wallet(BOB, BOBS, Satoshis.MAX)), List.of(anns), List.of());
        Attempt tooMuch = attempt(11, ANN, "A", List.of(new Recipient(BOBS, Satoshis.of(1))));

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> decide(full, tooMuch));
    }

    @Test
    void nothingIsDeclinedWithoutAReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Declined(List.of()));
    }

    @Test
    void reasonsAreInTheOrderOfTheirPrecedence() {
        assertThat(DeclineReason.values())
                .containsExactly(
                        DeclineReason.BELOW_MINIMUM,
                        DeclineReason.USER_UNKNOWN,
                        DeclineReason.ORDER_NUMBER_TAKEN,
                        DeclineReason.NOT_AUTHORIZED,
                        DeclineReason.OVER_SINGLE_LIMIT,
                        DeclineReason.OVER_ALLOWANCE,
                        DeclineReason.OVER_BALANCE,
                        DeclineReason.NOT_AUTHORIZED_OUTSIDE,
                        DeclineReason.OVER_OUTSIDE_LIMIT,
                        DeclineReason.REFUSED_OUTSIDE);
    }

    private static BatchOutcome decide(Touched touched, Attempt... attempts) {
        return BatchOutcome.decide(
                List.of(), List.of(attempts), touched, new PaymentRules(Satoshis.of(1), Settlement.LEDGER), NOW);
    }

    // One text for each decision: "approved", "recorded", or the reasons of a refusal.
    private static List<String> reasons(BatchOutcome outcome) {
        return outcome.decisions().stream()
                .map(decision -> decision.<String>fold(
                        approved -> "approved",
                        recorded -> "recorded",
                        declined -> String.join(
                                ",",
                                declined.breaches().stream()
                                        .map(b -> b.reason().name())
                                        .toList())))
                .toList();
    }

    private Touched drawn(Authorization authorization, long spent, long reserved) {
        Authorization used = authorization(
                1,
                authorization.user(),
                authorization.limits().single().value(),
                authorization.limits().cumulative().value(),
                new Usage(Satoshis.of(spent), Satoshis.of(reserved)));
        return new Touched(Map.of(), List.of(ann), List.of(used), List.of());
    }

    private static Authorization authorization(long id, UserOpenId user, long single, long cumulative, Usage usage) {
        SpendingLimits limits = new SpendingLimits(Satoshis.of(single), Satoshis.of(cumulative));
        return new Authorization(new AuthorizationId(id), user, SHOP, limits, usage, Standing.ACTIVE, Instant.EPOCH);
    }

    private static Attempt attempt(long id, UserOpenId user, String number, long amount) {
        return attempt(id, user, number, List.of(new Recipient(SHOPS, Satoshis.of(amount))));
    }

    private static Attempt attempt(long id, UserOpenId user, String number, List<Recipient> to) {
        Recipients recipients = new Recipients(to);
        return new Attempt(
                new PaymentId(id),
                new PaymentOrder(
                        SHOP,
                        user,
                        new MerchantOrderNumber(number),
                        recipients.total(),
                        recipients,
                        new ItemName("an article"),
                        OpReturn.NONE));
    }

    private static Breach breach(DeclineReason reason) {
        return new Breach(reason, Optional.empty(), Optional.empty());
    }

    private static Breach breach(DeclineReason reason, long bound, long by) {
        return new Breach(reason, Optional.of(Satoshis.of(bound)), Optional.of(Satoshis.of(by)));
    }

    private static Address address(int number) {
        byte[] hash = new byte[20];
        hash[19] = (byte) number;
        return Address.ofKeyHash(hash);
    }
}
