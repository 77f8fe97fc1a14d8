package io.farthing.bench.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * What a figure should be. Nothing is asserted: a run says which goals it met.
 *
 * @param least the figure should not be less; negative infinity for no such bound
 * @param most the figure should not be more; infinity for no such bound
 */
public record Goal(double least, double most) {

    /** For a figure that is interesting in itself. */
    public static final Goal NONE = new Goal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** So much or more. */
    public static Goal atLeast(double least) {
        return new Goal(least, Double.POSITIVE_INFINITY);
    }

    /** So much or less. */
    public static Goal atMost(double most) {
        return new Goal(Double.NEGATIVE_INFINITY, most);
    }

    /** Whether a figure is what it should be; one that is not a number is not. */
    public boolean isMetBy(double figure) {
        return figure >= least && figure <= most;
    }

    @Override
    @JsonValue
    public String toString() {
        DecimalFormat format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        if (equals(NONE)) {
            return "none";
        }
        return Double.isInfinite(most) ? "at least " + format.format(least) : "at most " + format.format(most);
    }
}
