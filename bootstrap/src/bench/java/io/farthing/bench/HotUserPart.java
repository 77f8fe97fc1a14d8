package io.farthing.bench;

import io.farthing.bench.report.Goal;
import io.farthing.bench.report.Ratio;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.server.Databases;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Payees;
import io.farthing.bench.server.Population;
import io.farthing.persistence.Database;
import java.util.ArrayList;
import java.util.List;

/** All load on one authorization, against the same load spread over all. */
final class HotUserPart {

    private final Size size;
    private final Databases databases;

    HotUserPart(Size size, Databases databases) {
        this.size = size;
        this.databases = databases;
    }

    /** Measures and reports. */
    void run(Report report) throws Exception {
        try (Database h2 = open(Kind.H2);
                Database postgres = open(Kind.POSTGRESQL);
                EngineLoad onH2 = load(h2);
                EngineLoad onPostgres = load(postgres)) {
            WarmUp warmUp = new WarmUp(size, report);
            warmUp.run(one(Kind.H2), ms -> onH2.rate(ms, 1).perSecond());
            warmUp.run(one(Kind.POSTGRESQL), ms -> onPostgres.rate(ms, 1).perSecond());
            Rounds<Rate> rounds = new Rounds<Rate>()
                    .with(one(Kind.H2), () -> onH2.rate(size.engineMs(), 1))
                    .with(all(Kind.H2), () -> onH2.rate(size.engineMs(), Population.USERS))
                    .with(one(Kind.POSTGRESQL), () -> onPostgres.rate(size.engineMs(), 1))
                    .with(all(Kind.POSTGRESQL), () -> onPostgres.rate(size.engineMs(), Population.USERS))
                    .run(size.rounds(), report);
            report(rounds, report);
        }
    }

    private static void report(Rounds<Rate> rounds, Report report) {
        List<Ratio> ratios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            ratios.add(Ratio.of(
                    "one authorization / spread, " + kind,
                    rounds.series(one(kind), Rate.UNIT, Rate::perSecond),
                    rounds.series(all(kind), Rate.UNIT, Rate::perSecond),
                    Goal.atLeast(0.90)));
        }
        report.add(new Section("A hot user, without HTTP", rounds.series(Rate.UNIT, Rate::perSecond), ratios));
    }

    private Database open(Kind kind) throws Exception {
        Database database = Database.open(databases.create(kind, "hot"));
        Population.settle(database.unitOfWork());
        return database;
    }

    private static EngineLoad load(Database database) {
        return new EngineLoad(database.unitOfWork(), EnginePart.IN_FLIGHT, EnginePart.MAX_BATCH, Payees.ELSEWHERE);
    }

    private static String one(Kind kind) {
        return "one authorization, " + kind;
    }

    private static String all(Kind kind) {
        return "spread over 1 000, " + kind;
    }
}
