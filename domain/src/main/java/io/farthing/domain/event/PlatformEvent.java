package io.farthing.domain.event;

import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.PaymentId;
import java.util.List;

/** Something that has happened and is on disk. Holds no secret. */
public sealed interface PlatformEvent {

    /** Whom it is about, and when it happened. */
    Occasion occasion();

    /**
     * Treats each kind of event.
     *
     * @param <R> what the treatment yields
     */
    <R> R fold(Cases<R> cases);

    /**
     * A treatment of every kind of event.
     *
     * @param <R> what it yields
     */
    interface Cases<R> {
        /** Treats a payment that is settled. */
        R settled(PaymentSettled event);

        /** Treats an order that was declined. */
        R declined(PaymentDeclined event);

        /** Treats a payment of which nobody can say yet what became of it. */
        R unknown(PaymentUnknown event);

        /** Treats a payment that will never be made. */
        R failed(PaymentFailed event);

        /** Treats a new consent. */
        R activated(AuthorizationActivated event);

        /** Treats a consent with other limits. */
        R changed(AuthorizationChanged event);

        /** Treats a consent that is no longer in force. */
        R ended(AuthorizationEnded event);

        /** Treats a budget that is used up to a threshold. */
        R reached(LimitReached event);
    }

    /**
     * The recipients have the money.
     *
     * @param occasion who pays to whom, and when it was settled
     * @param authorization under which it was drawn
     * @param payment its number
     * @param order the merchant's number for it
     * @param amount how much
     */
    record PaymentSettled(
            Occasion occasion,
            AuthorizationId authorization,
            PaymentId payment,
            MerchantOrderNumber order,
            Satoshis amount)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.settled(this);
        }
    }

    /**
     * A control was breached; nothing was taken.
     *
     * @param occasion who was to pay to whom, and when it was decided; neither of the two need exist
     * @param order the merchant's number for it, which is not used up
     * @param amount how much was asked for
     * @param breaches every control that was breached, the one that takes precedence first; at least one
     */
    record PaymentDeclined(Occasion occasion, MerchantOrderNumber order, Satoshis amount, List<Breach> breaches)
            implements PlatformEvent {

        /** Refuses to decline without a reason. */
        public PaymentDeclined {
            breaches = List.copyOf(breaches);
            if (breaches.isEmpty()) {
                throw new IllegalArgumentException("an order is declined for a reason");
            }
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.declined(this);
        }
    }

    /**
     * An outside wallet was asked for the payment and has not said what became of it. Another event tells that, when it
     * is known.
     *
     * @param occasion who pays to whom, and when it was found that the outcome is unknown
     * @param authorization under which it is drawn
     * @param payment its number
     * @param order the merchant's number for it
     * @param amount how much is set aside
     */
    record PaymentUnknown(
            Occasion occasion,
            AuthorizationId authorization,
            PaymentId payment,
            MerchantOrderNumber order,
            Satoshis amount)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /**
     * An outside wallet has not made the payment and never will: it refused, could not be asked, or does not know it, or an
     * operator has decided so. What was set aside for it is free again.
     *
     * @param occasion who was to pay to whom, and when that was found out
     * @param authorization under which it was to be drawn
     * @param payment its number
     * @param order the merchant's number for it, which is not used up
     * @param amount how much was set aside
     */
    record PaymentFailed(
            Occasion occasion,
            AuthorizationId authorization,
            PaymentId payment,
            MerchantOrderNumber order,
            Satoshis amount)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.failed(this);
        }
    }

    /**
     * A user has consented. Where this takes the place of an earlier consent, that one's end was told before.
     *
     * @param occasion who consented to what, and when
     * @param authorization its number
     * @param limits what the user allows
     */
    record AuthorizationActivated(Occasion occasion, AuthorizationId authorization, SpendingLimits limits)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.activated(this);
        }
    }

    /**
     * A user has set other limits.
     *
     * @param occasion whose consent to what, and when it was changed
     * @param authorization its number
     * @param limits what the user allows from now on
     * @param usage what was used of it then
     */
    record AuthorizationChanged(Occasion occasion, AuthorizationId authorization, SpendingLimits limits, Usage usage)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.changed(this);
        }
    }

    /**
     * A consent is no longer in force.
     *
     * @param occasion whose consent to what, and when it ended
     * @param authorization its number
     * @param how whether it was revoked, or replaced by another one
     * @param usage what was used of it then
     */
    record AuthorizationEnded(Occasion occasion, AuthorizationId authorization, Standing how, Usage usage)
            implements PlatformEvent {

        /** Refuses an end that is none. */
        public AuthorizationEnded {
            if (how == Standing.ACTIVE) {
                throw new IllegalArgumentException("an authorization does not end by being active");
            }
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ended(this);
        }
    }

    /**
     * So much of a cumulative limit is used.
     *
     * @param occasion whose consent to what, and when the threshold was passed
     * @param authorization its number
     * @param threshold how much of the limit is used at least
     * @param limits what the user allows
     * @param usage what is used of it
     */
    record LimitReached(
            Occasion occasion, AuthorizationId authorization, Threshold threshold, SpendingLimits limits, Usage usage)
            implements PlatformEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.reached(this);
        }
    }
}
