package io.farthing.domain.payment;

import java.util.List;
import java.util.function.Function;

/** What was decided about an order: approved, already recorded by an earlier attempt at it, or declined. */
public sealed interface Decision {

    /**
     * Treats each kind of decision.
     *
     * @param <R> what the treatment yields
     */
    <R> R fold(
            Function<? super Approved, ? extends R> approved,
            Function<? super AlreadyRecorded, ? extends R> alreadyRecorded,
            Function<? super Declined, ? extends R> declined);

    /**
     * The order becomes a payment.
     *
     * @param payment the payment, to be recorded
     */
    record Approved(Payment payment) implements Decision {
        @Override
        public <R> R fold(
                Function<? super Approved, ? extends R> approved,
                Function<? super AlreadyRecorded, ? extends R> alreadyRecorded,
                Function<? super Declined, ? extends R> declined) {
            return approved.apply(this);
        }
    }

    /**
     * An earlier attempt at this very order was recorded although it was not told so: the connection to the database
     * was lost while it committed.
     *
     * @param id the number that the attempt has carried from the beginning
     */
    record AlreadyRecorded(PaymentId id) implements Decision {
        @Override
        public <R> R fold(
                Function<? super Approved, ? extends R> approved,
                Function<? super AlreadyRecorded, ? extends R> alreadyRecorded,
                Function<? super Declined, ? extends R> declined) {
            return alreadyRecorded.apply(this);
        }
    }

    /**
     * The order takes nothing.
     *
     * @param breaches every control that was breached, the one that takes precedence first; at least one
     */
    record Declined(List<Breach> breaches) implements Decision {

        /** Refuses to decline without a reason. */
        public Declined {
            breaches = List.copyOf(breaches);
            if (breaches.isEmpty()) {
                throw new IllegalArgumentException("an order is declined for a reason");
            }
        }

        @Override
        public <R> R fold(
                Function<? super Approved, ? extends R> approved,
                Function<? super AlreadyRecorded, ? extends R> alreadyRecorded,
                Function<? super Declined, ? extends R> declined) {
            return declined.apply(this);
        }
    }
}
