package io.farthing.bench;

import io.farthing.bench.load.LoadResult;
import io.farthing.bench.report.Goal;
import io.farthing.bench.report.Ratio;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a payment takes at half of the maximum, and alone. */
final class LatencyPart {

    /** So few that each is long answered when the next one comes. */
    private static final int LONE_PER_SECOND = 20;

    /** What "at once" is taken for: a disk may take that long to force one commit. */
    private static final int AT_ONCE_MS = 10;

    private final Size size;
    private final HttpLoad load;
    private final Servers servers;

    LatencyPart(Size size, HttpLoad load, Servers servers) {
        this.size = size;
        this.load = load;
        this.servers = servers;
    }

    /**
     * Measures and reports.
     *
     * @param most the maximal payments per second on each kind of database, of the same run
     */
    void run(Map<Kind, Series> most, Report report) throws Exception {
        Rounds<LoadResult> rounds = new Rounds<>();
        for (Kind kind : Kind.values()) {
            int half = (int) (series(most, kind).median() / 2);
            rounds.with(atHalf(kind), () -> load.payAtRate(servers.farthing(kind), size.httpMs(), half));
            rounds.with(lone(kind), () -> load.payAtRate(servers.farthing(kind), size.httpMs(), LONE_PER_SECOND));
        }
        rounds.run(size.rounds(), report);
        report(rounds, report);
    }

    private static void report(Rounds<LoadResult> rounds, Report report) {
        List<Series> series = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            series.add(rounds.series(atHalf(kind), "req/s", LoadResult::perSecond));
            for (String load : List.of(atHalf(kind), lone(kind))) {
                series.add(rounds.series(load, "µs", LoadResult::medianMicros).named(load + ": median"));
                series.add(rounds.series(load, "µs", LoadResult::p99Micros).named(load + ": 99th percentile"));
            }
            ratios.add(Ratio.of(
                    "99th percentile / median at half of the maximum, " + kind,
                    rounds.series(atHalf(kind), "µs", LoadResult::p99Micros),
                    rounds.series(atHalf(kind), "µs", LoadResult::medianMicros),
                    Goal.atMost(10)));
            Series alone = rounds.series(lone(kind), "ms", result -> result.medianMicros() / 1e3);
            ratios.add(new Ratio(lone(kind) + ": median, ms", alone.median(), Goal.atMost(AT_ONCE_MS)));
        }
        report.add(
                new Section("Latency over HTTP, open loop: from when a payment is due to its answer", series, ratios));
    }

    private static Series series(Map<Kind, Series> most, Kind kind) {
        Series series = most.get(kind);
        if (series == null) {
            throw new IllegalArgumentException("the maximum on " + kind + " was not measured");
        }
        return series;
    }

    private static String atHalf(Kind kind) {
        return "at half of the maximum, " + kind;
    }

    private static String lone(Kind kind) {
        return "alone on an idle server, " + kind;
    }
}
