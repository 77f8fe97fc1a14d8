package io.farthing.application.port.out;

import static io.farthing.application.port.out.GatewayContract.accepted;
import static io.farthing.application.port.out.GatewayContract.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.application.port.out.WalletGateway.Unclear;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WalletGateway} does when many call at once, or when the wallet is silent: nobody waits long. */
interface GatewayPatienceContract extends GatewayContract {

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

    private <T> T outcome(CompletableFuture<T> future) {
        return GatewayContract.outcome(gateway(), future);
    }
}
