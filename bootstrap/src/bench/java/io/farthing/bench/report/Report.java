package io.farthing.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what was measured and prints it as it comes. Used by one thread. */
public final class Report {

    private final Machine machine;
    private final String size;
    private final PrintStream out;
    private final List<Section> sections = new ArrayList<>();
    private final List<Growth> growth = new ArrayList<>();

    /** Begins a report of a run of that size. */
    public Report(Machine machine, String size, PrintStream out) {
        this.machine = machine;
        this.size = size;
        this.out = out;
        out.printf("Farthing benchmark, size %s%n%s%n", size, machine);
    }

    /** Says what happens now. */
    public void progress(String text, Object... values) {
        out.printf(Locale.ROOT, "  … " + text + "%n", values);
    }

    /** Adds a part and prints its table. */
    public void add(Section section) {
        sections.add(section);
        out.printf("%n%s%n", section.title());
        for (Series series : section.series()) {
            out.printf(
                    Locale.ROOT,
                    "  %-58s %12s %-9s (%s to %s, %d rounds)%n",
                    series.name(),
                    figure(series.median()),
                    series.unit(),
                    figure(series.least()),
                    figure(series.most()),
                    series.rounds().size());
        }
        section.ratios().forEach(this::print);
        section.notes().forEach(note -> out.printf("  %s%n", note));
        out.println();
    }

    /** Adds a point of the picture. */
    public void add(Growth point) {
        growth.add(point);
    }

    /** Prints once more what there is a goal for, all together, and which goals were met. */
    public void printGoals() {
        out.printf("The goals%n");
        goals().forEach(this::print);
        out.println();
    }

    private void print(Ratio ratio) {
        String goal = ratio.hasGoal() ? "goal: " + ratio.goal() : "";
        out.printf("  %-58s %12s           %-21s %s%n", ratio.name(), figure(ratio.value()), goal, ratio.verdict());
    }

    private List<Ratio> goals() {
        return sections.stream()
                .flatMap(section -> section.ratios().stream())
                .filter(Ratio::hasGoal)
                .toList();
    }

    /** Writes everything as JSON, and the points of the picture as SVG if there are any, into that directory. */
    public void write(Path directory) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("size", size);
        result.put("machine", machine);
        result.put("goals", goals());
        result.put("sections", sections);
        result.put("growth", growth);
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        mapper.writeValue(directory.resolve("result.json"), result);
        if (!growth.isEmpty()) {
            Picture.draw(growth, directory.resolve("growth"));
        }
        progress("written to %s", directory);
    }

    private static String figure(double value) {
        // Three decimals, or what just misses 0.90 would look as if it did not.
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
    }
}
