package io.farthing.domain.payment;

import java.util.function.Function;

/** What has been found out about a payment at an outside wallet; which payment, a {@link Verdict} says. */
public sealed interface Finding {

    /**
     * Treats each kind of finding.
     *
     * @param <R> what the treatment yields
     */
    <R> R fold(
            Function<? super Settled, ? extends R> settled,
            Function<? super Failed, ? extends R> failed,
            Function<? super NotMade, ? extends R> notMade,
            Function<? super Unknown, ? extends R> unknown);

    /**
     * The recipients have the money.
     *
     * @param receipt what the wallet told
     */
    record Settled(Receipt receipt) implements Finding {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotMade, ? extends R> notMade,
                Function<? super Unknown, ? extends R> unknown) {
            return settled.apply(this);
        }
    }

    /** Nobody has got anything, and nobody will. */
    record Failed() implements Finding {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotMade, ? extends R> notMade,
                Function<? super Unknown, ? extends R> unknown) {
            return failed.apply(this);
        }
    }

    /**
     * The request that was sent first has moved nothing, and never will: it was refused, or has not left. While the payment
     * is reserved, that was the only request, and the payment has failed. Once its outcome was unknown, somebody else may
     * have sent it again, and of that request this says nothing.
     */
    record NotMade() implements Finding {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotMade, ? extends R> notMade,
                Function<? super Unknown, ? extends R> unknown) {
            return notMade.apply(this);
        }
    }

    /**
     * Nobody knows yet.
     *
     * @param why in a few words for the operator, without secrets
     */
    record Unknown(String why) implements Finding {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Failed, ? extends R> failed,
                Function<? super NotMade, ? extends R> notMade,
                Function<? super Unknown, ? extends R> unknown) {
            return unknown.apply(this);
        }
    }
}
