package io.farthing.bench;

import java.util.Locale;

/**
 * How fast something was done.
 *
 * @param perSecond how often in a second
 */
record Rate(double perSecond) {

    static final String UNIT = "per s";

    /** The rate at which that many happened in that time. */
    static Rate of(long count, long nanos) {
        return new Rate(count * 1e9 / nanos);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f per s", perSecond);
    }
}
