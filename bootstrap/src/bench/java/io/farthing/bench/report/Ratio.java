package io.farthing.bench.report;

/**
 * What two measurements of the same run are to each other.
 *
 * @param name which ones
 * @param value the ratio, or another figure that a goal is set for
 * @param goal what it should be, in words: nothing is asserted
 */
public record Ratio(String name, double value, String goal) {

    /** The ratio of two medians. */
    public static Ratio of(String name, Series numerator, Series denominator, String goal) {
        return new Ratio(name, numerator.median() / denominator.median(), goal);
    }
}
