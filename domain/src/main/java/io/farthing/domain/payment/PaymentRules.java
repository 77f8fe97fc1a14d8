package io.farthing.domain.payment;

import io.farthing.domain.money.Satoshis;

/**
 * What the operator demands of every payment.
 *
 * @param minimum the least amount, positive
 * @param settlement where the money moves
 */
public record PaymentRules(Satoshis minimum, Settlement settlement) {

    /** Refuses a minimum of nothing. */
    public PaymentRules {
        if (!minimum.isPositive()) {
            throw new IllegalArgumentException("the least amount of a payment is at least 1 satoshi");
        }
    }
}
