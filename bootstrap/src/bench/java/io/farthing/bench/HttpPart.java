package io.farthing.bench;

import io.farthing.bench.load.LoadResult;
import io.farthing.bench.report.Goal;
import io.farthing.bench.report.Ratio;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.ServerProcess;
import io.farthing.bench.server.Servers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Requests over HTTP: what a durable payment costs beyond one that is refused, and that beyond a bare handler. */
final class HttpPart {

    private static final String BARE = "bare Javalin handler that parses the body";

    private final Size size;
    private final HttpLoad load;
    private final Servers servers;

    HttpPart(Size size, HttpLoad load, Servers servers) {
        this.size = size;
        this.load = load;
        this.servers = servers;
    }

    /** Measures and reports; yields the payments per second on each kind of database. */
    Map<Kind, Series> run(Report report) throws Exception {
        warmUp(report);
        Rounds<LoadResult> rounds = new Rounds<LoadResult>().with(BARE, () -> load.pay(servers.bare(), size.httpMs()));
        for (Kind kind : Kind.values()) {
            rounds.with(noOp(kind), () -> load.payNothing(servers.farthing(kind), size.httpMs()));
            rounds.with(paid(kind), () -> load.pay(servers.farthing(kind), size.httpMs()));
        }
        rounds.run(size.rounds(), report);
        return report(rounds, report);
    }

    private Map<Kind, Series> report(Rounds<LoadResult> rounds, Report report) {
        Series bare = rounds.series(BARE, "req/s", LoadResult::perSecond);
        Map<Kind, Series> payments = new EnumMap<>(Kind.class);
        List<Ratio> ratios = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Series refused = rounds.series(noOp(kind), "req/s", LoadResult::perSecond);
            Series paid = rounds.series(paid(kind), "req/s", LoadResult::perSecond);
            ratios.add(Ratio.of("paid / no-op, " + kind, paid, refused, Goal.atLeast(0.60)));
            ratios.add(Ratio.of("no-op / bare handler, server on " + kind, refused, bare, Goal.atLeast(0.90)));
            payments.put(kind, paid);
        }
        report.add(new Section(
                "Over HTTP, 64 connections, 1 000 users, two recipients",
                rounds.series("req/s", LoadResult::perSecond),
                ratios));
        return payments;
    }

    private void warmUp(Report report) throws Exception {
        WarmUp warmUp = new WarmUp(size, report);
        warmUp.run(BARE, ms -> load.pay(servers.bare(), ms).perSecond());
        for (Kind kind : Kind.values()) {
            ServerProcess server = servers.farthing(kind);
            warmUp.run(noOp(kind), ms -> load.payNothing(server, ms).perSecond());
            warmUp.run(paid(kind), ms -> load.pay(server, ms).perSecond());
        }
    }

    private static String noOp(Kind kind) {
        return "no-op: refused before the store, server on " + kind;
    }

    private static String paid(Kind kind) {
        return "paid, durable, " + kind;
    }
}
