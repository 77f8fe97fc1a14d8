package io.farthing.bench;

import io.farthing.bench.load.LoadProcess;
import io.farthing.bench.report.Machine;
import io.farthing.bench.report.Report;
import io.farthing.bootstrap.config.ProcessSettings;
import io.farthing.bootstrap.logging.Logging;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the benchmark: everything that is compared, in one run on one machine. It asserts nothing about time; it fails
 * when an answer is wrong.
 */
public final class Benchmark {

    private Benchmark() {}

    /** Runs all parts at the size that the property {@code bench.size} names. */
    public static void main(String[] arguments) throws Exception {
        Logging.configure(ProcessSettings.LogFormat.TEXT, ProcessSettings.LogLevel.WARN);
        Size size = Size.named(System.getProperty("bench.size", "quick"));
        Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
        Files.createDirectories(directory);
        Report report = new Report(Machine.here(), size.toString(), System.out);

        try (LoadProcess load = new LoadProcess()) {
            HttpPart.run(size, load, directory, report);
        }
        report.write(directory);
    }
}
