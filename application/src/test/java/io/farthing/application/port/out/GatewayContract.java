package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.Settled;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the rules for gateways share: what the test of a gateway tells them, and how they wait for what it says. */
interface GatewayContract {

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

    /** What comes within the patience, and a little more because a busy machine may be late. */
    static <T> T outcome(WalletGateway gateway, CompletableFuture<T> future) {
        try {
            return future.get(gateway.patience().plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the gateway broke its promise", e);
        }
    }

    /** The receipt of a payment that was accepted. */
    static Receipt accepted(Answer answer) {
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).receipt();
    }

    /** The receipt of a payment that was made. */
    static Receipt settled(State state) {
        assertThat(state).isInstanceOf(Settled.class);
        return ((Settled) state).receipt();
    }
}
