package io.farthing.bench;

import io.farthing.bench.report.Report;
import io.farthing.bench.report.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several contenders in turn, round after round, so that whatever else the machine does meanwhile does to all
 * of them alike.
 */
final class Rounds {

    private final Map<String, Measurement> contenders = new LinkedHashMap<>();

    /** Measures a contender once. */
    interface Measurement {
        /** The value, in the unit that all contenders share. */
        double measure() throws Exception;
    }

    /** Adds a contender under a name of its own. */
    Rounds with(String name, Measurement measurement) {
        contenders.put(name, measurement);
        return this;
    }

    /** Runs all rounds; the series have the names and the order of the contenders. */
    Map<String, Series> run(int rounds, String unit, Report report) throws Exception {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Measurement> contender : contenders.entrySet()) {
                double value = contender.getValue().measure();
                report.progress("round %d: %s %,.0f %s", round, contender.getKey(), value, unit);
                values.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                        .add(value);
            }
        }
        Map<String, Series> series = new LinkedHashMap<>();
        values.forEach((name, measured) -> series.put(name, new Series(name, unit, measured)));
        return series;
    }
}
