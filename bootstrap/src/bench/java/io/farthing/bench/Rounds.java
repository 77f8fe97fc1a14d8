package io.farthing.bench;

import io.farthing.bench.report.Report;
import io.farthing.bench.report.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures several contenders in turn, round after round, so that whatever else the machine does meanwhile does to all
 * of them alike. Every other round goes backwards: nobody always comes after the same other one.
 *
 * @param <T> what one measurement yields
 */
final class Rounds<T> {

    private final Map<String, Measurement<T>> contenders = new LinkedHashMap<>();
    private final Map<String, List<T>> results = new LinkedHashMap<>();

    /** Measures a contender once. */
    interface Measurement<T> {
        /** The outcome; throws when something other than what is measured happened. */
        T measure() throws Exception;
    }

    /** Adds a contender under a name of its own. */
    Rounds<T> with(String name, Measurement<T> measurement) {
        contenders.put(name, measurement);
        return this;
    }

    /** Runs all rounds. */
    Rounds<T> run(int rounds, Report report) throws Exception {
        List<Map.Entry<String, Measurement<T>>> order = new ArrayList<>(contenders.entrySet());
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Measurement<T>> contender : order) {
                T result = contender.getValue().measure();
                report.progress("round %d: %s: %s", round, contender.getKey(), result);
                results.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                        .add(result);
            }
            Collections.reverse(order);
        }
        return this;
    }

    /** One figure of the contender of that name, over all rounds. */
    Series series(String name, String unit, ToDoubleFunction<T> figure) {
        List<T> measured = results.getOrDefault(name, List.of());
        return new Series(
                name, unit, measured.stream().map(figure::applyAsDouble).toList());
    }

    /** One figure of every contender, in their order. */
    List<Series> series(String unit, ToDoubleFunction<T> figure) {
        return contenders.keySet().stream()
                .map(name -> series(name, unit, figure))
                .toList();
    }
}
