package io.farthing.bench;

import io.farthing.bench.report.Report;
import io.farthing.bench.report.Section;
import io.farthing.bench.report.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The domain's decision, measured with JMH in a process of its own. */
final class DecisionPart {

    private final Size size;

    DecisionPart(Size size) {
        this.size = size;
    }

    /** Measures and reports. */
    void run(Report report) throws RunnerException {
        report.progress("measuring the decision alone");
        TimeValue iteration = TimeValue.milliseconds(size.engineMs() / 2);
        Options options = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName())
                .forks(1)
                .warmupIterations(2)
                .warmupTime(iteration)
                .measurementIterations(size.rounds())
                .measurementTime(iteration)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        report.add(new Section(
                "The decision alone", results.stream().map(DecisionPart::series).toList(), List.of()));
    }

    private static Series series(RunResult result) {
        List<Double> rounds = new ArrayList<>();
        result.getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults()
                        .forEach(iteration ->
                                rounds.add(iteration.getPrimaryResult().getScore())));
        return new Series("a batch of " + result.getParams().getParam("orders"), "µs", rounds);
    }
}
