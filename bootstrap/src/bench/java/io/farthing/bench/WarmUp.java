package io.farthing.bench;

import io.farthing.bench.report.Report;

/**
 * Has a contender run until it gets no faster, which is when its code is compiled: a payment has much more of it than a
 * no-op, and on two cores its compilers take what they need from the contender.
 */
final class WarmUp {

    private static final int LEAST_PARTS = 4;
    private static final int MOST_PARTS = 12;
    private static final int PARTS_WITHOUT_GAIN = 2;
    private static final double GAIN = 1.02;

    private final Size size;
    private final Report report;

    WarmUp(Size size, Report report) {
        this.size = size;
        this.report = report;
    }

    /** Runs for so many milliseconds, and yields how often per second. */
    interface Load {
        /** The rate; throws when something other than what is measured happened. */
        double perSecond(long durationMs) throws Exception;
    }

    /** Runs {@code load} for {@link Size#warmUpMs}, and on, up to three times as long, while it still gets faster. */
    void run(String name, Load load) throws Exception {
        double best = 0;
        int withoutGain = 0;
        for (int part = 1; part <= MOST_PARTS && (part <= LEAST_PARTS || withoutGain < PARTS_WITHOUT_GAIN); part++) {
            double rate = load.perSecond(size.warmUpMs() / LEAST_PARTS);
            report.progress("warming up: %s: %,.0f per s", name, rate);
            withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
            best = Math.max(best, rate);
        }
    }
}
