package io.farthing.domain.payment;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Our number for a payment; clients see it as {@code order_sn}.
 *
 * <p>Numbers grow in about the order in which payments are accepted, with gaps.
 *
 * @param value positive
 */
public record PaymentId(long value) implements Comparable<PaymentId> {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Refuses what is no number of a payment. */
    public PaymentId {
        if (value <= 0) {
            throw new IllegalArgumentException("the number of a payment is positive");
        }
    }

    /** Reads the number from a link or a request, written as {@link #toString} does; nothing when it is none. */
    public static Optional<PaymentId> parse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new PaymentId(Long.parseLong(text))) : Optional.empty();
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
