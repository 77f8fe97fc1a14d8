package io.farthing.bootstrap.cli;

import io.farthing.persistence.copy.DatabaseCopy;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Prints how far a copy, or a check of the books, is: a line when a table is done, and one every second until then. Used by
 * one thread.
 */
final class ProgressReporter implements DatabaseCopy.Progress {

    private static final long NANOS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private String current = "";
    private long beginning;
    private long rowsAtBeginning;
    private long printed;

    ProgressReporter(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void reached(DatabaseCopy.Step step, String table, long rows, long of) {
        long now = nanoTime.getAsLong();
        String reached = step + " " + table;
        if (!reached.equals(current)) {
            current = reached;
            beginning = now;
            rowsAtBeginning = rows;
            printed = now;
        }
        if (rows == of || now - printed >= NANOS_BETWEEN_LINES) {
            printed = now;
            print(step, table, rows, of, now - beginning);
        }
    }

    private void print(DatabaseCopy.Step step, String table, long rows, long of, long nanos) {
        long percent = of == 0 ? 100 : Math.min(100, Math.floorDiv(rows * 100, of));
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        long rate = (rows - rowsAtBeginning) * 1000 / millis;
        out.printf(
                Locale.ROOT,
                "%-8s %-20s %,d of %,d rows, %d %%, %,d a second%n",
                verb(step),
                table,
                rows,
                of,
                percent,
                rate);
        out.flush();
    }

    private static String verb(DatabaseCopy.Step step) {
        return switch (step) {
            case COPY -> "copied";
            case COMPARE -> "compared";
            case CHECK -> "checked";
        };
    }
}
