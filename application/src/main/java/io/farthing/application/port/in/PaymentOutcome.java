package io.farthing.application.port.in;

import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.Payment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of an order. */
public sealed interface PaymentOutcome {

    /**
     * Treats each kind of outcome.
     *
     * @param <R> what the treatment yields
     */
    <R> R fold(
            Function<? super Settled, ? extends R> settled,
            Function<? super Declined, ? extends R> declined,
            Function<? super NotRecorded, ? extends R> notRecorded,
            Function<? super Undetermined, ? extends R> undetermined);

    /**
     * The recipients have the money; this is on disk.
     *
     * @param payment the payment
     */
    record Settled(Payment payment) implements PaymentOutcome {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Declined, ? extends R> declined,
                Function<? super NotRecorded, ? extends R> notRecorded,
                Function<? super Undetermined, ? extends R> undetermined) {
            return settled.apply(this);
        }
    }

    /**
     * A control was breached; nothing was taken.
     *
     * @param breaches every control that was breached, the one that takes precedence first; at least one
     */
    record Declined(List<Breach> breaches) implements PaymentOutcome {

        /** Refuses to decline without a reason. */
        public Declined {
            breaches = List.copyOf(breaches);
            if (breaches.isEmpty()) {
                throw new IllegalArgumentException("an order is declined for a reason");
            }
        }

        /** The breach that takes precedence. */
        public Breach first() {
            return breaches.get(0);
        }

        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Declined, ? extends R> declined,
                Function<? super NotRecorded, ? extends R> notRecorded,
                Function<? super Undetermined, ? extends R> undetermined) {
            return declined.apply(this);
        }
    }

    /**
     * The order could not be recorded; nothing was taken. It may be sent again.
     *
     * @param why in a few words for the client, without secrets
     */
    record NotRecorded(String why) implements PaymentOutcome {
        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Declined, ? extends R> declined,
                Function<? super NotRecorded, ? extends R> notRecorded,
                Function<? super Undetermined, ? extends R> undetermined) {
            return notRecorded.apply(this);
        }
    }

    /**
     * It is not known what becomes of the order, and can only be found out by asking for it: the storage was lost while
     * it committed, or an outside wallet has not told whether it paid.
     *
     * @param payment the payment, with its amount set aside, if the order is known to have been accepted
     */
    record Undetermined(Optional<Payment> payment) implements PaymentOutcome {

        /** Not even whether the order was accepted is known. */
        public Undetermined() {
            this(Optional.empty());
        }

        @Override
        public <R> R fold(
                Function<? super Settled, ? extends R> settled,
                Function<? super Declined, ? extends R> declined,
                Function<? super NotRecorded, ? extends R> notRecorded,
                Function<? super Undetermined, ? extends R> undetermined) {
            return undetermined.apply(this);
        }
    }
}
