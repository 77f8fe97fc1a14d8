package io.farthing.domain.payment;

/**
 * Our number for a payment; clients see it as {@code order_sn}.
 *
 * <p>Numbers grow in about the order in which payments are accepted, with gaps.
 *
 * @param value positive
 */
public record PaymentId(long value) implements Comparable<PaymentId> {

    /** Refuses what is no number of a payment. */
    public PaymentId {
        if (value <= 0) {
            throw new IllegalArgumentException("the number of a payment is positive");
        }
    }

    @Override
    public int compareTo(PaymentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
