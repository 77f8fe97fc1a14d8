package io.farthing.bench;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.service.LedgerService;
import io.farthing.bench.FilledDatabase.Paid;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of throughput, file, memory and opening time as the payments grow in number. */
final class GrowthPart {

    private static final double MIB = 1024 * 1024;
    private static final int MOST_SECONDS_TO_OPEN = 3;

    /** Two rounds of the same differ by a tenth, as much as the goal leaves. So this is measured three times as often. */
    private static final int MORE_ROUNDS = 3;

    /**
     * What the index of order numbers of an H2 takes at most, however many there are, and a little for chance. It is about
     * as much as one reference to each of the payments that the standard size adds.
     */
    private static final int MOST_MIB_MORE = 40;

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
            h2.close();
            postgres.close();
            reopen(List.of(h2, postgres), report);
        }
        report.add(
                new Section("Growth, without HTTP, " + EnginePart.IN_FLIGHT + " payments in flight", series, ratios));
    }

    private void grow(List<FilledDatabase> databases, Report report) throws Exception {
        List<Heap> heaps = new ArrayList<>();
        for (int target : size.tableSizes()) {
            Rounds<Paid> rounds = new Rounds<>();
            for (FilledDatabase filled : databases) {
                // The rounds add payments, too, and may have come further than this.
                report.progress("%s: %,d payments, to be %,d at least", filled.kind(), filled.payments(), target);
                filled.fill(target);
                rounds.with(filled.kind().toString(), () -> filled.pay(size.engineMs()));
            }
            rounds.run(size.rounds(), report);
            for (FilledDatabase filled : databases) {
                String kind = filled.kind().toString();
                double payments = mean(rounds, kind);
                Series measured = rounds.series(kind, Rate.UNIT, Paid::perSecond);
                series.add(measured.named(String.format(Locale.ROOT, "with %,.0f payments, %s", payments, kind)));
                report.add(new Growth(kind, Math.round(payments), measured.median()));
            }
            heaps.add(heap(databases));
        }
        Heap first = heaps.get(0);
        Heap last = heaps.get(heaps.size() - 1);
        ratios.add(new Ratio(
                String.format(Locale.ROOT, "MiB of heap for %,d more payments in all", last.payments - first.payments),
                last.mib - first.mib,
                Goal.atMost(MOST_MIB_MORE)));
    }

    // The growth took its time, in which the machine may have changed its pace: so the two sizes that are compared are
    // measured once more, in turn. A round at the smallest size can double it, so each has a database of its own.
    private void compareWithSmall(List<FilledDatabase> large, Report report) throws Exception {
        for (FilledDatabase filled : large) {
            String small = "in a new small database, " + filled.kind();
            String grown = "in the one that has grown, " + filled.kind();
            AtomicInteger smallOnes = new AtomicInteger();
            Rounds<Paid> rounds = new Rounds<Paid>()
                    .with(small, () -> paySmall(filled.kind(), "small" + smallOnes.incrementAndGet()))
                    .with(grown, () -> filled.pay(size.engineMs()))
                    .run(MORE_ROUNDS * size.rounds(), report);
            series.addAll(rounds.series(Rate.UNIT, Paid::perSecond));
            ratios.add(Ratio.of(
                    String.format(
                            Locale.ROOT,
                            "throughput with %,.0f / with %,.0f payments, %s",
                            mean(rounds, grown),
                            mean(rounds, small),
                            filled.kind()),
                    rounds.series(grown, Rate.UNIT, Paid::perSecond),
                    rounds.series(small, Rate.UNIT, Paid::perSecond),
                    Goal.atLeast(0.90)));
        }
    }

    private Paid paySmall(Kind kind, String name) throws Exception {
        try (FilledDatabase small = new FilledDatabase(databases, kind, name)) {
            small.fill(size.tableSizes().get(0));
            return small.pay(size.engineMs());
        }
    }

    private static double mean(Rounds<Paid> rounds, String name) {
        return rounds.series(name, "payments", Paid::payments).mean();
    }

    /** What is in memory after a garbage collection, with how many payments in all databases that are open. */
    private record Heap(double mib, long payments) {}

    private Heap heap(List<FilledDatabase> open) {
        long payments = open.stream().mapToLong(FilledDatabase::payments).sum();
        System.gc();
        double mib = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        series.add(Series.once(
                String.format(Locale.ROOT, "heap after GC, both open, with %,d payments in all", payments),
                "MiB",
                mib));
        return new Heap(mib, payments);
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
            VerifyLedger ledger = new LedgerService(opened.unitOfWork());
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
}
