package io.farthing.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What two measurements of the same run are to each other.
 *
 * @param name which ones
 * @param value the ratio, or another figure that a goal is set for
 * @param goal what it should be
 */
public record Ratio(String name, double value, Goal goal) {

    /** The ratio of two medians. */
    public static Ratio of(String name, Series numerator, Series denominator, Goal goal) {
        return new Ratio(name, numerator.median() / denominator.median(), goal);
    }

    /** Whether there is a goal for it. */
    public boolean hasGoal() {
        return !goal.equals(Goal.NONE);
    }

    /** Whether the goal was met, in a word; empty when there is none. */
    @JsonProperty
    public String verdict() {
        if (!hasGoal()) {
            return "";
        }
        return goal.isMetBy(value) ? "met" : "missed";
    }
}
