package io.farthing.bench;

import io.farthing.bench.load.LoadPlan;
import io.farthing.bench.load.LoadProcess;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.BareServer;
import io.farthing.bench.server.ChildProcess;
import io.farthing.bench.server.Population;
import io.farthing.bench.server.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Requests over HTTP: what a durable payment costs beyond one that is refused, and that beyond a bare handler. */
final class HttpPart {

    private static final int CONNECTIONS = 64;
    private static final String BARE = "bare Javalin handler";

    private HttpPart() {}

    static void run(Size size, LoadProcess load, Path directory, Report report) throws Exception {
        try (ServerProcess bare = new ServerProcess(
                ChildProcess.java(List.of("-Xmx512m"), BareServer.class), Map.of(), directory.resolve("bare.log"))) {
            load.run(plan(bare.port(), size.warmUpMs()));
            Map<String, Series> series = new Rounds()
                    .with(BARE, () -> load.run(plan(bare.port(), size.httpMs())).perSecond())
                    .run(size.rounds(), "req/s", report);
            report.add(new Section("Over HTTP, 64 connections", List.copyOf(series.values()), List.of()));
        }
    }

    private static LoadPlan plan(int port, long durationMs) {
        return new LoadPlan(port, CONNECTIONS, durationMs, 0, "bench", "secret", Population.USERS, 1, 0, 0);
    }
}
