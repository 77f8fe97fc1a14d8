package io.farthing.domain.event;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.money.Satoshis;
import java.util.List;
import java.util.stream.Stream;

/** How much of a cumulative limit is used, as far as anybody is told: what is spent and what is reserved counts. */
public enum Threshold {
    /** Half of it. */
    HALF(50),
    /** Four fifths. */
    FOUR_FIFTHS(80),
    /** All of it: not a satoshi is left. */
    ALL(100);

    private final int percent;

    Threshold(int percent) {
        this.percent = percent;
    }

    /** In hundredths of the cumulative limit. */
    public int percent() {
        return percent;
    }

    /**
     * The thresholds that were passed upwards from one state of an authorization to the next, the lowest first: by a
     * payment, or because the limit was lowered. After a limit was raised, or something reserved was released, a
     * threshold can be passed again.
     */
    static List<Threshold> passed(Authorization before, Authorization after) {
        return Stream.of(values())
                .filter(threshold -> !threshold.isReached(before) && threshold.isReached(after))
                .toList();
    }

    // Never overflows: a hundred times all the money that there is fits.
    private boolean isReached(Authorization authorization) {
        Satoshis used = authorization.usage().total();
        return used.value() * 100 >= authorization.limits().cumulative().value() * percent;
    }
}
