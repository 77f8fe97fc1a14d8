package io.farthing.bench;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.service.LedgerService;
import io.farthing.bench.report.Goal;
import io.farthing.bench.report.Growth;
import io.farthing.bench.report.Ratio;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.Databases;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.persistence.Database;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What becomes of throughput, file, memory and opening time as the payments grow in number. */
final class GrowthPart {

    private static final double MIB = 1024 * 1024;
    private static final int MOST_SECONDS_TO_OPEN = 3;

    private final Size size;
    private final Databases databases;
    private final List<Series> series = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    GrowthPart(Size size, Databases databases) {
        this.size = size;
        this.databases = databases;
    }

    /** Measures and reports. */
    void run(Report report) throws Exception {
        try (FilledDatabase h2 = new FilledDatabase(databases, Kind.H2, "growth");
                FilledDatabase postgres = new FilledDatabase(databases, Kind.POSTGRESQL, "growth")) {
            grow(List.of(h2, postgres), report);
            compareWithSmall(List.of(h2, postgres), report);
            for (FilledDatabase filled : List.of(h2, postgres)) {
                perPayment("while open", filled, Goal.atMost(3072));
            }
            heap(List.of(h2, postgres));
            h2.close();
            postgres.close();
            reopen(List.of(h2, postgres), report);
        }
        report.add(
                new Section("Growth, without HTTP, " + EnginePart.IN_FLIGHT + " payments in flight", series, ratios));
    }

    private void grow(List<FilledDatabase> databases, Report report) throws Exception {
        for (int target : size.tableSizes()) {
            Rounds<Rate> rounds = new Rounds<>();
            for (FilledDatabase filled : databases) {
                report.progress("%s: from %,d to %,d payments", filled.kind(), filled.payments(), target);
                filled.fill(target);
                rounds.with(name(filled, target), () -> filled.rate(size.engineMs()));
            }
            rounds.run(size.rounds(), report);
            for (FilledDatabase filled : databases) {
                Series measured = rounds.series(name(filled, target), Rate.UNIT, Rate::perSecond);
                series.add(measured);
                report.add(new Growth(filled.kind().toString(), target, measured.median()));
            }
        }
    }

    // The growth took its time, in which the machine may have changed its pace: so the two sizes that are compared are
    // measured once more, in turn.
    private void compareWithSmall(List<FilledDatabase> large, Report report) throws Exception {
        int least = size.tableSizes().get(0);
        for (FilledDatabase filled : large) {
            try (FilledDatabase small = new FilledDatabase(databases, filled.kind(), "small")) {
                small.fill(least);
                String atLeast = "at the smallest size again, " + filled.kind();
                String atMost = "at the largest size again, " + filled.kind();
                Rounds<Rate> rounds = new Rounds<Rate>()
                        .with(atLeast, () -> small.rate(size.engineMs()))
                        .with(atMost, () -> filled.rate(size.engineMs()))
                        .run(size.rounds(), report);
                series.addAll(rounds.series(Rate.UNIT, Rate::perSecond));
                ratios.add(Ratio.of(
                        "throughput at the largest / at the smallest size, " + filled.kind(),
                        rounds.series(atMost, Rate.UNIT, Rate::perSecond),
                        rounds.series(atLeast, Rate.UNIT, Rate::perSecond),
                        Goal.atLeast(0.90)));
            }
        }
    }

    private void heap(List<FilledDatabase> databases) {
        System.gc();
        double used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        long payments = databases.stream().mapToLong(FilledDatabase::payments).sum();
        series.add(Series.once(
                String.format(Locale.ROOT, "heap after GC, both open, with %,d payments in all", payments),
                "MiB",
                used));
    }

    private void reopen(List<FilledDatabase> closed, Report report) throws Exception {
        Rounds<Duration> rounds = new Rounds<>();
        for (FilledDatabase filled : closed) {
            rounds.with(
                    String.format(Locale.ROOT, "opening %,d payments, %s", filled.payments(), filled.kind()),
                    () -> opening(filled));
        }
        rounds.run(size.rounds(), report);
        for (Series opening : rounds.series("s", duration -> duration.toNanos() / 1e9)) {
            series.add(opening);
            ratios.add(new Ratio(opening.name() + ", s", opening.median(), Goal.atMost(MOST_SECONDS_TO_OPEN)));
        }
        for (FilledDatabase filled : closed) {
            report.progress("%s: verifying %,d payments", filled.kind(), filled.payments());
            verify(filled);
            databases.compact(filled.kind(), filled.name());
            perPayment("after compaction", filled, Goal.atMost(1536));
        }
    }

    private static Duration opening(FilledDatabase filled) {
        long start = System.nanoTime();
        try (Database opened = Database.open(filled.settings())) {
            // The first unit of work waits for whatever the opening has put off.
            opened.unitOfWork().read(stores -> stores.journal().paymentCount());
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    // Whatever else the figures are worth: the books of all those payments have to be right.
    private void verify(FilledDatabase filled) {
        try (Database opened = Database.open(filled.settings())) {
            VerifyLedger ledger = new LedgerService(opened.unitOfWork(), InstantSource.system());
            VerifyLedger.Report found = ledger.verify((read, about) -> {});
            if (!found.isBalanced() || found.payments() < filled.payments()) {
                throw new IllegalStateException("the books of " + filled.kind() + " are wrong: " + found);
            }
            series.add(Series.once(
                    String.format(
                            Locale.ROOT, "verifying the ledger of %,d payments, %s", found.payments(), filled.kind()),
                    Rate.UNIT,
                    found.payments() * 1e3 / Math.max(1, found.took().toMillis())));
        }
    }

    private void perPayment(String when, FilledDatabase filled, Goal goal) throws Exception {
        double bytes = databases.bytes(filled.kind(), filled.name());
        ratios.add(new Ratio("bytes per payment " + when + ", " + filled.kind(), bytes / filled.payments(), goal));
    }

    private static String name(FilledDatabase filled, int payments) {
        return String.format(Locale.ROOT, "with %,d payments, %s", payments, filled.kind());
    }
}
