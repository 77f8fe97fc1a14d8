package io.farthing.domain.authorization;

import io.farthing.domain.money.Satoshis;

/**
 * How much an app may draw without asking again.
 *
 * @param single the most that one payment may take, positive
 * @param cumulative the most that all payments together may take, positive
 */
public record SpendingLimits(Satoshis single, Satoshis cumulative) {

    /** What a user is offered to begin with: 0.1 BSV each. */
    public static final SpendingLimits DEFAULT =
            new SpendingLimits(Satoshis.of(Satoshis.PER_BSV / 10), Satoshis.of(Satoshis.PER_BSV / 10));

    /** Refuses a limit of zero: who wants that, revokes. */
    public SpendingLimits {
        if (!single.isPositive() || !cumulative.isPositive()) {
            throw new IllegalArgumentException("a spending limit is at least 1 satoshi");
        }
    }
}
