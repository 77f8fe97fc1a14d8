package io.farthing.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One quantity, measured once in every round.
 *
 * @param name what was measured
 * @param unit in what
 * @param rounds the value of each round, in the order of rounds; at least one
 */
public record Series(String name, String unit, List<Double> rounds) {

    /** Refuses a series of nothing. */
    public Series {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " was not measured");
        }
    }

    /** A quantity that was measured once. */
    public static Series once(String name, String unit, double value) {
        return new Series(name, unit, List.of(value));
    }

    /** The same under another name. */
    public Series named(String other) {
        return new Series(other, unit, rounds);
    }

    /** The middle of the rounds; of two middle ones, their mean. */
    @JsonProperty
    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The mean of the rounds. */
    public double mean() {
        return rounds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The least of the rounds. */
    public double least() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The most of the rounds. */
    public double most() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
