package io.farthing.bench;

import io.farthing.bench.load.LoadProcess;
import io.farthing.bench.report.Machine;
import io.farthing.bench.report.Report;
import io.farthing.bench.report.Series;
import io.farthing.bench.server.Databases;
import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Servers;
import io.farthing.bootstrap.config.ProcessSettings;
import io.farthing.bootstrap.logging.Logging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Runs the benchmark: everything that is compared, in one run on one machine. It asserts nothing about time; it fails
 * when an answer is wrong.
 */
public final class Benchmark {

    private Benchmark() {}

    /** Runs the parts that {@code bench.parts} names, or all, at the size that {@code bench.size} names. */
    public static void main(String[] arguments) throws Exception {
        Logging.configure(ProcessSettings.LogFormat.TEXT, ProcessSettings.LogLevel.WARN);
        Size size = Size.named(System.getProperty("bench.size", "quick"));
        Path directory = Path.of(System.getProperty("bench.directory"));
        Path jar = Path.of(System.getProperty("farthing.jar"));
        Files.createDirectories(directory);
        Report report = new Report(Machine.here(), size.toString(), System.out);
        Set<Part> parts = Part.named(System.getProperty("bench.parts", ""));
        try (Databases databases = new Databases(directory)) {
            Map<Kind, Series> overHttp =
                    parts.contains(Part.HTTP) ? overHttp(size, databases, jar, directory, report) : Map.of();
            if (parts.contains(Part.ENGINE)) {
                new EnginePart(size, databases).run(overHttp, report);
            }
            if (parts.contains(Part.HOT_USER)) {
                new HotUserPart(size, databases).run(report);
            }
            if (parts.contains(Part.WALLETS)) {
                new WalletsPart(size, databases).run(report);
            }
            if (parts.contains(Part.GROWTH)) {
                new GrowthPart(size, databases).run(report);
            }
            if (parts.contains(Part.DECISION)) {
                new DecisionPart(size).run(report);
            }
        }
        report.printGoals();
        report.write(directory);
    }

    private static Map<Kind, Series> overHttp(Size size, Databases databases, Path jar, Path directory, Report report)
            throws Exception {
        try (Servers servers = new Servers(databases, jar, directory);
                LoadProcess process = new LoadProcess()) {
            HttpLoad load = new HttpLoad(process);
            Map<Kind, Series> payments = new HttpPart(size, load, servers).run(report);
            // Or PostgreSQL would write out what it has put off in the next minutes, while H2's commits are measured.
            databases.execute("checkpoint");
            new LatencyPart(size, load, servers).run(payments, report);
            return payments;
        }
    }
}
