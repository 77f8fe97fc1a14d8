package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The rules for gateways find those that lose money, or let others wait. */
final class WalletGatewayContractTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final InMemoryWalletGateway wallet = new InMemoryWalletGateway(PATIENCE);

    @Test
    void aGatewayThatLooksAtTheBalanceBeforeTheEarlierPaymentIsFound() {
        Rules rules = new Rules();
        WalletGateway.Answer refused = new WalletGateway.Refused(DeclineReason.OVER_BALANCE, "no money");
        rules.paying = payment ->
                rules.behaviour == Behaviour.REFUSES ? CompletableFuture.completedFuture(refused) : wallet.pay(payment);
        assertBroken(rules::gateway14_aRepeatOfWhatWasPaidIsNotRefused);
    }

    @Test
    void aGatewayThatTakesTwiceItsPatienceIsFound() {
        Rules rules = new Rules();
        long lateMillis = PATIENCE.multipliedBy(2).plusSeconds(4).toMillis();
        rules.paying = payment -> new CompletableFuture<WalletGateway.Answer>()
                .completeOnTimeout(new WalletGateway.Unknown("no answer"), lateMillis, TimeUnit.MILLISECONDS);
        assertBroken(rules::gateway10_aWalletThatHangsIsGivenUpInTime);
    }

    @Test
    void aGatewayThatBlocksWhenItsQueueIsFullIsFound() {
        Rules rules = new Rules();
        AtomicInteger waiting = new AtomicInteger();
        rules.paying = payment -> {
            if (waiting.incrementAndGet() > 100) {
                waitForAPlace();
            }
            return wallet.pay(payment);
        };
        assertBroken(rules::gateway15_howeverManyCallAWalletThatHangsNobodyWaitsInTheCall);
    }

    @Test
    void aGatewayThatKnowsAPaymentByLessThanItsTransactionIdIsFound() {
        for (Function<Payment, Object> key : List.<Function<Payment, Object>>of(
                Payment::id, payment -> payment.order().number())) {
            Rules rules = new Rules();
            Map<Object, Payment> known = new HashMap<>();
            rules.paying = payment -> wallet.pay(known.computeIfAbsent(key.apply(payment), same -> payment));
            assertBroken(rules::gateway16_theSameOrderOfAnotherAppIsAnotherPayment);
        }
    }

    @Test
    void aGatewayWithoutRoomForTheLookUpsOfAServerIsFound() {
        Rules rules = new Rules();
        AtomicInteger begun = new AtomicInteger();
        WalletGateway.State turnedAway = new WalletGateway.Unclear("too many");
        rules.lookingUp = payment ->
                rules.behaviour == Behaviour.HANGS && begun.incrementAndGet() >= WalletGateway.LOOK_UPS_SIDE_BY_SIDE
                        ? CompletableFuture.completedFuture(turnedAway)
                        : wallet.lookUp(payment);
        assertBroken(rules::gateway17_asManyAsAreLookedUpSideBySideFindAPlace);
    }

    @Test
    void aGatewayThatLetsLookUpsWaitForAPlaceIsFound() {
        Rules rules = new Rules();
        AtomicInteger waiting = new AtomicInteger();
        rules.lookingUp = payment -> {
            if (waiting.incrementAndGet() > 100) {
                waitForAPlace();
            }
            return wallet.lookUp(payment);
        };
        assertBroken(rules::gateway18_howeverManyLookUpAtAWalletThatHangsNobodyWaitsInTheCall);
    }

    @Test
    void aGatewayThatPaysWhenItIsOnlyAskedIsFound() {
        Rules rules = new Rules();
        rules.lookingUp = payment -> wallet.lookUp(payment).thenCombine(wallet.pay(payment), (state, paid) -> state);
        assertBroken(rules::gateway08_whatWasNeverSentIsNotFound);
    }

    @Test
    void aGatewayThatTellsTheReceiptOfAnotherPaymentIsFound() {
        Rules rules = new Rules();
        rules.lookingUp = payment -> wallet.lookUp(rules.payment(1, 1));
        assertBroken(rules::gateway17_asManyAsAreLookedUpSideBySideFindAPlace);
    }

    @Test
    void aGatewayThatForgetsItsPaymentsAtARestartIsFound() {
        Rules rules = new Rules();
        rules.restarting = () -> rules.paying =
                payment -> wallet.pay(rules.payment(100 + payment.id().value(), 10));
        assertBroken(rules::gateway19_whatWasPaidIsKnownAfterARestart);
    }

    @Test
    void aGatewayThatLooksUpOnlyWhatItRemembersIsFound() {
        Rules rules = new Rules();
        rules.restarting = () -> rules.lookingUp = new InMemoryWalletGateway(PATIENCE)::lookUp;
        assertBroken(rules::gateway19_whatWasPaidIsKnownAfterARestart);
    }

    @Test
    void aGatewayThatMakesLaterWhatItHasGivenUpIsFound() {
        Rules rules = new Rules();
        List<Payment> waiting = new ArrayList<>();
        rules.paying = payment -> {
            waiting.add(payment);
            return CompletableFuture.completedFuture(new WalletGateway.NotAttempted("it waited too long"));
        };
        rules.behaving = behaviour -> {
            if (behaviour == Behaviour.ACCEPTS) {
                waiting.forEach(wallet::pay);
            }
        };
        assertBroken(rules::gateway20_whatWasNotAttemptedIsNotMadeLater);
    }

    private static void assertBroken(ThrowingCallable rule) {
        assertThatThrownBy(rule).isInstanceOf(AssertionError.class);
    }

    private static void waitForAPlace() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The rules for a gateway that pays and looks up as a test says, and otherwise is the one in memory. */
    private final class Rules implements WalletGatewayContract {

        private Function<Payment, CompletableFuture<WalletGateway.Answer>> paying = wallet::pay;
        private Function<Payment, CompletableFuture<WalletGateway.State>> lookingUp = wallet::lookUp;
        private Runnable restarting = () -> {};
        private Consumer<Behaviour> behaving = now -> {};
        private Behaviour behaviour = Behaviour.ACCEPTS;

        @Override
        public WalletGateway gateway() {
            return new WalletGateway() {
                @Override
                public Duration patience() {
                    return PATIENCE;
                }

                @Override
                public CompletableFuture<Answer> pay(Payment payment) {
                    return paying.apply(payment);
                }

                @Override
                public CompletableFuture<State> lookUp(Payment payment) {
                    return lookingUp.apply(payment);
                }
            };
        }

        @Override
        public void restart() {
            restarting.run();
        }

        @Override
        public void behave(Behaviour now) {
            behaviour = now;
            wallet.behave(now);
            behaving.accept(now);
        }

        @Override
        public Payment payment(long number, long satoshis) {
            return Samples.reserved(
                    number, Samples.order(new AppId("shop"), Samples.user("ann").openId(), "n" + number, satoshis));
        }

        @Override
        public int timesPaid(Payment payment) {
            return wallet.timesPaid(payment);
        }
    }
}
