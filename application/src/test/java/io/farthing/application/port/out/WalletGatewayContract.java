package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.NotFound;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Settled;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.application.port.out.WalletGateway.Unclear;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WalletGateway} does. Whoever tests one lets the wallet behind it misbehave as {@link #behave} says, in
 * whatever way that wallet can.
 */
public interface WalletGatewayContract {

    /** The gateway under test, the same one until {@link #restart}. In the beginning the wallet has paid nothing. */
    WalletGateway gateway();

    /**
     * Closes the gateway and opens it anew, as a restart of the server does: from now on {@link #gateway} is one that has
     * nothing of what the first had in its memory. The wallet behind it goes on as it was.
     */
    void restart();

    /** From now on the wallet, or the way to it, behaves like this, and a wallet that hung hangs no longer. */
    void behave(Behaviour behaviour);

    /**
     * A reserved payment of that number which the wallet can make: at most 100 satoshis, by a user whom it knows. The same
     * payment every time.
     */
    Payment payment(long number, long satoshis);

    /** How often the recipients of that payment have got the money, as the wallet's own records say. */
    int timesPaid(Payment payment);

    /** 1. A payment that the wallet makes is accepted, with a receipt that looking it up tells, too. */
    @Test
    default void gateway01_aPaymentThatIsMadeIsAccepted() {
        Payment payment = payment(1, 10);

        Receipt receipt = accepted(pay(payment));

        assertThat(receipt.reference()).isNotEmpty();
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(lookUp(payment))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.receipt().reference()).isEqualTo(receipt.reference()));
    }

    /** 2. A payment that the wallet refuses is not made, and has a reason. */
    @Test
    default void gateway02_aPaymentThatIsRefusedIsNotMade() {
        behave(Behaviour.REFUSES);
        Payment payment = payment(1, 10);

        assertThat(pay(payment))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isNotBlank());

        assertThat(timesPaid(payment)).isZero();
        assertThat(lookUp(payment)).isNotInstanceOfAny(Settled.class, Unclear.class);
    }

    /** 3. A refusal does not use up the payment: it may be made later. */
    @Test
    default void gateway03_aPaymentThatWasRefusedMayBeMadeLater() {
        Payment payment = payment(1, 10);
        behave(Behaviour.REFUSES);
        pay(payment);
        behave(Behaviour.ACCEPTS);

        accepted(pay(payment));

        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 4. What is known not to have left this machine was not attempted. */
    @Test
    default void gateway04_whatDoesNotReachTheWalletIsNotAttempted() {
        behave(Behaviour.UNREACHABLE);
        Payment payment = payment(1, 10);

        assertThat(pay(payment))
                .isInstanceOfSatisfying(
                        NotAttempted.class, not -> assertThat(not.why()).isNotBlank());

        assertThat(timesPaid(payment)).isZero();
    }

    /** 5. A payment whose answer is lost is unknown, and looking it up tells that it was made. */
    @Test
    default void gateway05_aPaymentWhoseAnswerIsLostIsUnknown() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);

        assertThat(pay(payment)).isInstanceOf(Unknown.class);

        behave(Behaviour.ACCEPTS);
        assertThat(lookUp(payment)).isInstanceOf(Settled.class);
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 6. Paying again what was paid already pays nobody, and tells so. */
    @Test
    default void gateway06_aRepeatTellsThatThePaymentHadGoneThrough() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);
        pay(payment);
        behave(Behaviour.ACCEPTS);

        Receipt receipt = accepted(pay(payment));

        assertThat(accepted(pay(payment)).reference()).isEqualTo(receipt.reference());
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 7. A payment that was lost before the wallet got it is unknown, is not found, and may be made then. */
    @Test
    default void gateway07_aPaymentThatIsLostOnItsWayIsUnknownAndMayBeSentAgain() {
        behave(Behaviour.LOSES_REQUESTS);
        Payment payment = payment(1, 10);

        assertThat(pay(payment)).isInstanceOf(Unknown.class);

        behave(Behaviour.ACCEPTS);
        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);
        accepted(pay(payment));
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 8. A payment that was never sent is not found, nor is it sent by that. */
    @Test
    default void gateway08_whatWasNeverSentIsNotFound() {
        Payment payment = payment(1, 10);

        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);

        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);
        assertThat(timesPaid(payment)).isZero();
    }

    /** 9. When the wallet cannot be asked, looking up is unclear: least of all is the payment not found. */
    @Test
    default void gateway09_whatCannotBeAskedIsUnclear() {
        Payment payment = payment(1, 10);
        accepted(pay(payment));
        for (Behaviour behaviour : List.of(Behaviour.UNREACHABLE, Behaviour.LOSES_REQUESTS, Behaviour.HANGS)) {
            behave(behaviour);
            assertThat(lookUp(payment))
                    .as(behaviour.name())
                    .isInstanceOfSatisfying(
                            Unclear.class, unclear -> assertThat(unclear.why()).isNotBlank());
        }
    }

    /** 10. Nobody waits in the call itself, and a wallet that never answers is given up within the patience. */
    @Test
    default void gateway10_aWalletThatHangsIsGivenUpInTime() {
        behave(Behaviour.HANGS);

        CompletableFuture<Answer> answer = gateway().pay(payment(1, 10));
        CompletableFuture<State> state = gateway().lookUp(payment(2, 10));

        assertThat(answer.isDone()).isFalse();
        assertThat(state.isDone()).isFalse();
        assertThat(outcome(answer)).isInstanceOf(Unknown.class);
        assertThat(outcome(state)).isInstanceOf(Unclear.class);
    }

    /** 11. Many payments go on side by side, and each is made once. */
    @Test
    default void gateway11_paymentsSideBySideAreMadeOnceEach() {
        int threads = 4;
        int each = 10;

        List<List<Receipt>> receipts =
                Threads.collect(
                        threads,
                        thread -> IntStream.range(0, each)
                                .mapToObj(i -> gateway().pay(payment(1 + thread * each + i, 1 + i)))
                                .toList()
                                .stream()
                                .map(answer -> accepted(outcome(answer)))
                                .toList());

        assertThat(receipts.stream().flatMap(List::stream).map(Receipt::reference))
                .hasSize(threads * each)
                .doesNotHaveDuplicates();
        for (int i = 0; i < threads * each; i++) {
            assertThat(timesPaid(payment(1 + i, 1 + i % each))).isEqualTo(1);
        }
    }

    /** 12. The same payment from many sides is made once, and nobody is told that it was not. */
    @Test
    default void gateway12_theSamePaymentFromManySidesIsMadeOnce() {
        Payment payment = payment(1, 10);

        List<Answer> answers = Threads.collect(6, thread -> pay(payment));

        assertThat(answers)
                .hasAtLeastOneElementOfType(Accepted.class)
                .allSatisfy(answer -> assertThat(answer).isInstanceOfAny(Accepted.class, Unknown.class));
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 13. The patience is a time, and one that the client of a payment can wait. */
    @Test
    default void gateway13_thePatienceIsLimited() {
        assertThat(gateway().patience()).isPositive().isLessThanOrEqualTo(WalletGateway.LONGEST_PATIENCE);
    }

    /** 14. What was paid is never refused afterwards, also when the payer has nothing left by then. */
    @Test
    default void gateway14_aRepeatOfWhatWasPaidIsNotRefused() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);
        pay(payment);
        behave(Behaviour.REFUSES);

        assertThat(pay(payment)).isInstanceOfAny(Accepted.class, Unknown.class);

        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 15. Nobody waits for a place in a queue: whoever finds none is told so, and has paid nobody. */
    @Test
    default void gateway15_howeverManyCallAWalletThatHangsNobodyWaitsInTheCall() {
        behave(Behaviour.HANGS);

        List<CompletableFuture<Answer>> answers = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> gateway().pay(payment(number, 1)))
                        .toList());

        assertThat(answers)
                .allSatisfy(answer -> assertThat(outcome(answer)).isInstanceOfAny(Unknown.class, NotAttempted.class));
    }

    /** 16. Payments of different transaction ids are different payments, whatever else of them is the same. */
    @Test
    default void gateway16_theSameOrderOfAnotherAppIsAnotherPayment() {
        Payment payment = payment(1, 10);
        PaymentOrder order = payment.order();
        Payment other = new Payment(
                payment.id(),
                payment.authorization(),
                new PaymentOrder(
                        new AppId("other-" + order.app().value()),
                        order.user(),
                        order.number(),
                        order.amount(),
                        order.recipients(),
                        order.item(),
                        order.opReturn()),
                payment.settlement(),
                payment.status(),
                payment.acceptedAt(),
                payment.receipt());
        Receipt receipt = accepted(pay(payment));

        assertThat(lookUp(other)).isInstanceOf(NotFound.class);
        assertThat(accepted(pay(other)).reference()).isNotEqualTo(receipt.reference());
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(timesPaid(other)).isEqualTo(1);
    }

    /** 17. As many as a server looks up side by side all find a place, and are answered. */
    @Test
    default void gateway17_asManyAsAreLookedUpSideBySideFindAPlace() {
        List<Payment> payments = IntStream.rangeClosed(1, WalletGateway.LOOK_UPS_SIDE_BY_SIDE)
                .mapToObj(number -> payment(number, 1))
                .toList();
        List<String> references = payments.stream()
                .map(payment -> accepted(pay(payment)).reference())
                .toList();

        assertThat(payments.stream().map(gateway()::lookUp).toList())
                .extracting(state -> settled(outcome(state)).reference())
                .as("each is told its own receipt")
                .isEqualTo(references);

        behave(Behaviour.HANGS);
        assertThat(payments.stream().map(gateway()::lookUp).toList())
                .as("none is turned away while the wallet is silent")
                .noneMatch(CompletableFuture::isDone);
    }

    /** 18. Nobody waits for a place in a queue to look a payment up: whoever finds none is told so. */
    @Test
    default void gateway18_howeverManyLookUpAtAWalletThatHangsNobodyWaitsInTheCall() {
        behave(Behaviour.HANGS);

        List<CompletableFuture<State>> states = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> gateway().lookUp(payment(number, 1)))
                        .toList());

        assertThat(states).allSatisfy(state -> assertThat(outcome(state)).isInstanceOf(Unclear.class));
    }

    /** 19. What was paid before a restart is known after it, and is not paid again; and no new payment is taken for it. */
    @Test
    default void gateway19_whatWasPaidIsKnownAfterARestart() {
        Payment payment = payment(1, 10);
        Payment silent = payment(2, 10);
        String reference = accepted(pay(payment)).reference();
        behave(Behaviour.PAYS_SILENTLY);
        pay(silent);
        behave(Behaviour.ACCEPTS);

        restart();

        assertThat(settled(lookUp(payment)).reference()).isEqualTo(reference);
        assertThat(accepted(pay(payment)).reference()).isEqualTo(reference);
        String found = settled(lookUp(silent)).reference();
        assertThat(accepted(pay(silent)).reference()).isEqualTo(found);
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(timesPaid(silent)).isEqualTo(1);
        assertThat(accepted(pay(payment(3, 10))).reference()).isNotIn(reference, found);
    }

    /** 20. What was not attempted is not made later either, when the wallet is back and gets what has waited. */
    @Test
    default void gateway20_whatWasNotAttemptedIsNotMadeLater() throws InterruptedException {
        behave(Behaviour.HANGS);
        List<Payment> payments = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> payment(number, 1))
                .toList();
        List<CompletableFuture<Answer>> answers =
                payments.stream().map(gateway()::pay).toList();
        List<Payment> notAttempted = IntStream.range(0, payments.size())
                .filter(i -> outcome(answers.get(i)) instanceof NotAttempted)
                .mapToObj(payments::get)
                .toList();

        behave(Behaviour.ACCEPTS);
        // Nothing tells the end of what should not be there.
        Thread.sleep(gateway().patience().toMillis());

        assertThat(notAttempted)
                .allSatisfy(payment -> assertThat(timesPaid(payment)).isZero());
    }

    private Answer pay(Payment payment) {
        return outcome(gateway().pay(payment));
    }

    private State lookUp(Payment payment) {
        return outcome(gateway().lookUp(payment));
    }

    private static Receipt accepted(Answer answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).receipt();
    }

    private static Receipt settled(State state) {
        assertThat(state).isInstanceOf(Settled.class);
        return ((Settled) state).receipt();
    }

    // The patience, and a little more because a busy machine may be late.
    private <T> T outcome(CompletableFuture<T> future) {
        try {
            return future.get(gateway().patience().plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the gateway broke its promise", e);
        }
    }
}
