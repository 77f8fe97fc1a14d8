package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;
import java.time.Instant;

/**
 * What an operator decided by hand about a payment whose outcome could not be found out otherwise. It is kept.
 *
 * @param payment which payment
 * @param outcome what became of it
 * @param reason how the operator knows, 1 to {@value #MAX_REASON_LENGTH} clean characters
 * @param at when it was decided, to the millisecond
 */
public record Resolution(PaymentId payment, Outcome outcome, String reason, Instant at) {

    /** The longest reason. */
    public static final int MAX_REASON_LENGTH = 1000;

    /** What an operator can decide. */
    public enum Outcome {
        /** The recipients have the money. */
        SETTLED,
        /** Nobody has got anything, and nobody will. */
        FAILED
    }

    /** Refuses a decision without a reason. */
    public Resolution {
        Texts.requireLabel("reason", reason, MAX_REASON_LENGTH);
    }
}
