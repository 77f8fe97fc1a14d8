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
import java.util.ArrayList;
import java.util.List;

/**
 * Payments whose recipients have their wallets here, against those whose recipients have them elsewhere; and what becomes
 * of the file when few payments share a commit.
 */
final class WalletsPart {

    private static final int FEW_IN_FLIGHT = 8;

    private final Size size;
    private final Databases databases;

    WalletsPart(Size size, Databases databases) {
        this.size = size;
        this.databases = databases;
    }

    /** Measures and reports. */
    void run(Report report) throws Exception {
        List<Series> series = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            compare(kind, series, ratios, report);
        }
        for (Kind kind : Kind.values()) {
            ratios.add(bytesWithFewInFlight(kind, report));
        }
        report.add(new Section("Recipients with wallets here, without HTTP", series, ratios));
    }

    private void compare(Kind kind, List<Series> series, List<Ratio> ratios, Report report) throws Exception {
        try (Database there = open(kind, "elsewhere");
                Database here = open(kind, "here");
                EngineLoad paysElsewhere = load(there, EnginePart.IN_FLIGHT, Payees.ELSEWHERE);
                EngineLoad paysHere = load(here, EnginePart.IN_FLIGHT, Payees.HERE)) {
            String inWalletsHere = "to wallets here, " + kind;
            String elsewhere = "to wallets elsewhere, " + kind;
            new WarmUp(size, report)
                    .run(
                            inWalletsHere,
                            ms -> paysHere.rate(ms, Population.USERS).perSecond());
            Rounds<Rate> rounds = new Rounds<Rate>()
                    .with(inWalletsHere, () -> paysHere.rate(size.engineMs(), Population.USERS))
                    .with(elsewhere, () -> paysElsewhere.rate(size.engineMs(), Population.USERS))
                    .run(size.rounds(), report);
            series.addAll(rounds.series(Rate.UNIT, Rate::perSecond));
            ratios.add(Ratio.of(
                    "to wallets here / elsewhere, " + kind,
                    rounds.series(inWalletsHere, Rate.UNIT, Rate::perSecond),
                    rounds.series(elsewhere, Rate.UNIT, Rate::perSecond),
                    Goal.NONE));
        }
    }

    private Ratio bytesWithFewInFlight(Kind kind, Report report) throws Exception {
        int payments = size.tableSizes().get(0);
        report.progress("%s: %,d payments, %d in flight", kind, payments, FEW_IN_FLIGHT);
        try (Database database = open(kind, "few");
                EngineLoad load = load(database, FEW_IN_FLIGHT, Payees.HERE)) {
            load.pay(payments);
            return new Ratio(
                    "bytes per payment to wallets here, " + FEW_IN_FLIGHT + " in flight, " + kind,
                    (double) databases.bytes(kind, "few") / payments,
                    Goal.atMost(3072));
        }
    }

    private Database open(Kind kind, String name) throws Exception {
        Database database = Database.open(databases.create(kind, name));
        Population.settle(database.unitOfWork());
        return database;
    }

    private static EngineLoad load(Database database, int inFlight, Payees payees) {
        return new EngineLoad(database.unitOfWork(), inFlight, EnginePart.MAX_BATCH, payees);
    }
}
