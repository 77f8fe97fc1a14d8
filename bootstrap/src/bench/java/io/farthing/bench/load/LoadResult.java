package io.farthing.bench.load;

import java.util.Locale;

/**
 * What a {@link LoadGenerator} saw. Every answer had the expected code.
 *
 * @param answers how many requests were answered
 * @param elapsedNanos from the first request to the last answer
 * @param medianMicros half of the answers took at most so long, from when the request was due
 * @param p99Micros 99 of 100 answers took at most so long
 * @param maxMicros the slowest answer
 */
public record LoadResult(long answers, long elapsedNanos, long medianMicros, long p99Micros, long maxMicros) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,.0f req/s, median %,d µs, p99 %,d µs", perSecond(), medianMicros, p99Micros);
    }

    /** Answers per second. */
    public double perSecond() {
        return answers * 1e9 / elapsedNanos;
    }
}
