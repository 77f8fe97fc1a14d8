package io.farthing.domain.money;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money in satoshis: a whole number from zero to {@link #MAX}.
 *
 * <p>1 BSV is 100 000 000 satoshis; 21 million BSV is all there will ever be, so a larger amount is a mistake of
 * whoever computed it. Immutable. Arithmetic that would leave the range throws {@link ArithmeticException}; nothing
 * ever wraps around or rounds.
 *
 * @param value the number of satoshis
 */
public record Satoshis(long value) implements Comparable<Satoshis> {

    private static final long MAX_VALUE = 2_100_000_000_000_000L;

    /** No money. */
    public static final Satoshis ZERO = new Satoshis(0);

    /** All the money there is: 21 million BSV. */
    public static final Satoshis MAX = new Satoshis(MAX_VALUE);

    /** Satoshis in one BSV. */
    public static final long PER_BSV = 100_000_000L;

    private static final Pattern DECIMAL_BSV = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,8})?");

    /** Refuses what is out of range. */
    public Satoshis {
        if (value < 0 || value > MAX_VALUE) {
            throw new IllegalArgumentException(value + " satoshis is out of range: 0 to 21e14");
        }
    }

    /** The amount of so many satoshis; throws {@link IllegalArgumentException} when it is out of range. */
    public static Satoshis of(long value) {
        return new Satoshis(value);
    }

    /** The amount, or nothing when {@code value} is out of range. */
    public static Optional<Satoshis> ifInRange(long value) {
        return value < 0 || value > MAX_VALUE ? Optional.empty() : Optional.of(new Satoshis(value));
    }

    /**
     * Reads a decimal number of BSV as people write it, such as {@code 0.1}: digits, and at most eight places behind
     * a point. Signs, exponents, blanks and separators are refused, and so is more than {@link #MAX}.
     */
    public static Optional<Satoshis> parseBsv(String text) {
        if (!DECIMAL_BSV.matcher(text).matches()) {
            return Optional.empty();
        }
        return ifInRange(new BigDecimal(text).movePointRight(8).longValueExact());
    }

    /** The amount in BSV as a plain decimal number without needless zeros, such as {@code 0.1}. */
    public String toBsv() {
        return BigDecimal.valueOf(value, 8).stripTrailingZeros().toPlainString();
    }

    /** The sum; throws {@link ArithmeticException} when it is more than {@link #MAX}. */
    public Satoshis plus(Satoshis other) {
        return inRange(value + other.value);
    }

    /** The difference; throws {@link ArithmeticException} when {@code other} is the larger one. */
    public Satoshis minus(Satoshis other) {
        return inRange(value - other.value);
    }

    /** The difference, or zero when {@code other} is the larger one. */
    public Satoshis minusAtMost(Satoshis other) {
        return value <= other.value ? ZERO : new Satoshis(value - other.value);
    }

    /** Whether this is more than {@code other}. */
    public boolean exceeds(Satoshis other) {
        return value > other.value;
    }

    /** Whether this is more than nothing. */
    public boolean isPositive() {
        return value > 0;
    }

    @Override
    public int compareTo(Satoshis other) {
        return Long.compare(value, other.value);
    }

    // Both operands are at most 21e14, so neither their sum nor their difference can overflow a long.
    private static Satoshis inRange(long result) {
        if (result < 0 || result > MAX_VALUE) {
            throw new ArithmeticException(result + " satoshis is out of range: 0 to 21e14");
        }
        return new Satoshis(result);
    }
}
