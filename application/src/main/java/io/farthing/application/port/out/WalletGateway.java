package io.farthing.application.port.out;

import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An outside wallet that pays for us.
 *
 * <p>Both calls return at once, without waiting for the wallet, for a lock or for a place in a queue; their futures
 * complete within {@link #patience} and never exceptionally. What is not known for certain is {@link Unknown}, never a
 * guess: a payment that is said not to have happened is not made again under the same number, and its amount is free for
 * others. Thread-safe. Called outside of every unit of work.
 */
public interface WalletGateway {

    /**
     * The longest patience that a gateway may have. Whoever asked for a payment waits as long, and the server gives a
     * request up after two minutes; what is between the two is for the commits before and after.
     */
    Duration LONGEST_PATIENCE = Duration.ofSeconds(115);

    /**
     * How many payments a server asks about side by side. A gateway with a bound on what is under way has room for them:
     * a look-up that it turns away is one in vain, after which the next one comes later.
     */
    int LOOK_UPS_SIDE_BY_SIDE = 16;

    /**
     * The time within which every future of this gateway completes; positive, and at most {@link #LONGEST_PATIENCE}. A server
     * does not start with a gateway that wants anything else, nor does a platform in another service.
     */
    Duration patience();

    /**
     * Whether a gateway may have that patience. With none, no payment would ever have an outcome; with more than the longest,
     * callers would give up before the gateway does.
     */
    static boolean isServable(Duration patience) {
        return !patience.isNegative() && !patience.isZero() && patience.compareTo(LONGEST_PATIENCE) <= 0;
    }

    /**
     * Pays, under a number that follows from {@link Payment#transactionId} and so is the same at every try: paying again
     * what is paid already pays nobody twice, also after a restart, and is accepted, or unknown. One that was refused may
     * be made when it is asked for again.
     */
    CompletableFuture<Answer> pay(Payment payment);

    /** Asks what became of a payment. Changes nothing. */
    CompletableFuture<State> lookUp(Payment payment);

    /** What the wallet said when it was asked to pay. */
    sealed interface Answer {

        /**
         * Treats each kind of answer.
         *
         * @param <R> what the treatment yields
         */
        <R> R fold(
                Function<? super Accepted, ? extends R> accepted,
                Function<? super Refused, ? extends R> refused,
                Function<? super NotAttempted, ? extends R> notAttempted,
                Function<? super Unknown, ? extends R> unknown);
    }

    /**
     * The recipients have the money.
     *
     * @param receipt what the wallet told about it, a reference at least: the same whenever the payment is paid again or
     *     looked up, and no other payment's
     */
    record Accepted(Receipt receipt) implements Answer {
        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted,
                Function<? super Refused, ? extends R> refused,
                Function<? super NotAttempted, ? extends R> notAttempted,
                Function<? super Unknown, ? extends R> unknown) {
            return accepted.apply(this);
        }
    }

    /**
     * The wallet will not pay, and has paid nothing.
     *
     * @param reason which control was breached
     * @param why in a few words for the operator, without secrets
     */
    record Refused(DeclineReason reason, String why) implements Answer {
        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted,
                Function<? super Refused, ? extends R> refused,
                Function<? super NotAttempted, ? extends R> notAttempted,
                Function<? super Unknown, ? extends R> unknown) {
            return refused.apply(this);
        }
    }

    /**
     * Nothing of this try has left this machine, nor will it, so nothing comes of it: the wallet cannot be reached, or too
     * many wait for it.
     *
     * @param why in a few words for the client, without secrets
     */
    record NotAttempted(String why) implements Answer {
        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted,
                Function<? super Refused, ? extends R> refused,
                Function<? super NotAttempted, ? extends R> notAttempted,
                Function<? super Unknown, ? extends R> unknown) {
            return notAttempted.apply(this);
        }
    }

    /**
     * Whether anybody was paid is not known.
     *
     * @param why in a few words for the operator, without secrets
     */
    record Unknown(String why) implements Answer {
        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted,
                Function<? super Refused, ? extends R> refused,
                Function<? super NotAttempted, ? extends R> notAttempted,
                Function<? super Unknown, ? extends R> unknown) {
            return unknown.apply(this);
        }
    }

    /** What the wallet said when it was asked what became of a payment. */
    sealed interface State {

        /**
         * Treats each kind of state.
         *
         * @param <R> what the treatment yields
         */
        <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotFound, ? extends R> notFound,
                Function<? super Unclear, ? extends R> unclear);
    }

    /**
     * The recipients have the money.
     *
     * @param receipt what the wallet told about it, with the reference that {@link Accepted} has
     */
    record Settled(Receipt receipt) implements State {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotFound, ? extends R> notFound,
                Function<? super Unclear, ? extends R> unclear) {
            return settled.apply(this);
        }
    }

    /**
     * The wallet knows the payment, and will never make it.
     *
     * @param why in a few words for the operator, without secrets
     */
    record Failed(String why) implements State {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotFound, ? extends R> notFound,
                Function<? super Unclear, ? extends R> unclear) {
            return failed.apply(this);
        }
    }

    /** The wallet does not know the payment now; a request that is still on its way may yet arrive. */
    record NotFound() implements State {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotFound, ? extends R> notFound,
                Function<? super Unclear, ? extends R> unclear) {
            return notFound.apply(this);
        }
    }

    /**
     * The wallet did not say, or not in a way that can be understood, or is not done yet.
     *
     * @param why in a few words for the operator, without secrets
     */
    record Unclear(String why) implements State {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotFound, ? extends R> notFound,
                Function<? super Unclear, ? extends R> unclear) {
            return unclear.apply(this);
        }
    }
}
