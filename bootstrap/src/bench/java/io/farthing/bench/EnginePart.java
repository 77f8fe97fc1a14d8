package io.farthing.bench;

import io.farthing.bench.report.Goal;
import io.farthing.bench.report.Ratio;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.Databases;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Payees;
import io.farthing.bench.server.Population;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The payment engine without HTTP, against one transaction per payment and against what PostgreSQL's own benchmark makes
 * of the same PostgreSQL.
 */
final class EnginePart {

    static final int IN_FLIGHT = 256;

    /** As many as a server has by default. */
    static final int MAX_BATCH = 512;

    private static final int CONNECTIONS = 32;

    private final Size size;
    private final Databases databases;

    EnginePart(Size size, Databases databases) {
        this.size = size;
        this.databases = databases;
    }

    /**
     * Measures and reports.
     *
     * @param overHttp the payments per second over HTTP, of the same run
     */
    void run(Map<Kind, Series> overHttp, Report report) throws Exception {
        try (Contender h2 = new Contender(Kind.H2);
                Contender postgres = new Contender(Kind.POSTGRESQL);
                TpcB tpcB = TpcB.prepare(databases, CONNECTIONS, report)) {
            WarmUp warmUp = new WarmUp(size, report);
            for (Contender contender : List.of(h2, postgres)) {
                warmUp.run(
                        engine(contender.kind),
                        ms -> contender.engine.rate(ms, Population.USERS).perSecond());
                warmUp.run(
                        oneByOne(contender.kind), ms -> contender.oneByOne(ms).perSecond());
            }
            Rounds<Rate> rounds = new Rounds<>();
            for (Contender contender : List.of(h2, postgres)) {
                rounds.with(engine(contender.kind), () -> contender.engine.rate(size.engineMs(), Population.USERS));
                rounds.with(oneByOne(contender.kind), () -> contender.oneByOne(size.engineMs()));
            }
            rounds.with(tpcB.name(), () -> tpcB.rate(size.engineMs()));
            rounds.run(size.rounds(), report);
            report(rounds, tpcB.name(), overHttp, report);
        }
    }

    private void report(Rounds<Rate> rounds, String tpcB, Map<Kind, Series> overHttp, Report report) throws Exception {
        List<Ratio> ratios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            ratios.add(Ratio.of(
                    "engine / one transaction per payment, " + kind,
                    series(rounds, engine(kind)),
                    series(rounds, oneByOne(kind)),
                    Goal.atLeast(8)));
        }
        Series transactions = series(rounds, tpcB);
        ratios.add(Ratio.of(
                "engine on PostgreSQL / TPC-B",
                series(rounds, engine(Kind.POSTGRESQL)),
                transactions,
                Goal.atLeast(8)));
        Series http = overHttp.get(Kind.POSTGRESQL);
        if (http != null) {
            ratios.add(Ratio.of("paid over HTTP on PostgreSQL / TPC-B", http, transactions, Goal.NONE));
        }
        report.add(new Section(
                "Without HTTP, " + IN_FLIGHT + " payments in flight, 1 000 users, two recipients",
                rounds.series(Rate.UNIT, Rate::perSecond),
                ratios,
                databases.postgresSettings()));
    }

    private static Series series(Rounds<Rate> rounds, String name) {
        return rounds.series(name, Rate.UNIT, Rate::perSecond);
    }

    private static String engine(Kind kind) {
        return "payment engine, " + kind;
    }

    private static String oneByOne(Kind kind) {
        return "one transaction per payment, " + CONNECTIONS + " connections, " + kind;
    }

    /** One kind of database, with an engine on one database of it and the baseline on another. */
    private final class Contender implements AutoCloseable {

        private final Kind kind;
        private final Database database;
        private final EngineLoad engine;
        private final Database joined;
        private final List<OnePerTransaction> baseline = new ArrayList<>();
        private final AtomicInteger nextUser = new AtomicInteger();
        private final AtomicLong nextNumber = new AtomicLong(OrderNumbers.block());

        Contender(Kind kind) throws Exception {
            this.kind = kind;
            database = Database.open(databases.create(kind, "engine"));
            Population.settle(database.unitOfWork());
            engine = new EngineLoad(database.unitOfWork(), IN_FLIGHT, MAX_BATCH, Payees.ELSEWHERE);
            DatabaseSettings settings = databases.create(kind, "baseline");
            joined = Database.open(settings);
            Population.settle(joined.unitOfWork());
            for (int i = 0; i < CONNECTIONS; i++) {
                baseline.add(new OnePerTransaction(kind, settings));
            }
        }

        Rate oneByOne(long durationMs) throws Exception {
            return Threads.rate(
                    baseline.stream()
                            .<Threads.Repeated>map(payer -> () -> payer.pay(
                                    nextUser.getAndIncrement() % Population.USERS, nextNumber.getAndIncrement()))
                            .toList(),
                    durationMs);
        }

        @Override
        public void close() throws Exception {
            engine.close();
            database.close();
            for (OnePerTransaction payer : baseline) {
                payer.close();
            }
            joined.close();
        }
    }
}
