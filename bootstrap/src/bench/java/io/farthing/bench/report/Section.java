package io.farthing.bench.report;

import java.util.List;

/**
 * One part of the benchmark.
 *
 * @param title what it is about
 * @param series what was measured
 * @param ratios what follows from it
 * @param notes what a reader has to know
 */
public record Section(String title, List<Series> series, List<Ratio> ratios, List<String> notes) {

    /** A part that needs no notes. */
    public Section(String title, List<Series> series, List<Ratio> ratios) {
        this(title, series, ratios, List.of());
    }
}
