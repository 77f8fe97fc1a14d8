package io.farthing.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Throughput over the size of the table, one line per database. */
public final class Picture {

    private Picture() {}

    /**
     * Draws the points.
     *
     * @param file where to, without the ending {@code .svg}
     */
    public static void draw(List<Growth> points, Path file) throws IOException {
        Map<String, List<Growth>> lines = new LinkedHashMap<>();
        points.forEach(point -> lines.computeIfAbsent(point.database(), name -> new ArrayList<>())
                .add(point));
        XYChart chart = new XYChartBuilder()
                .width(760)
                .height(420)
                .title("Durable payments per second over payments in the database")
                .xAxisTitle("payments in the database")
                .yAxisTitle("payments per second")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setDecimalPattern("#,###");
        lines.forEach((name, line) -> chart.addSeries(
                name,
                line.stream().mapToDouble(Growth::payments).toArray(),
                line.stream().mapToDouble(Growth::perSecond).toArray()));
        ChartEncoder.saveChart(chart, file.toString(), "svg");
    }
}
