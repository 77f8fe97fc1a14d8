package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;

/**
 * One of those whom a payment pays.
 *
 * @param address where the money goes
 * @param amount how much, positive
 */
public record Recipient(Address address, Satoshis amount) {

    /** Refuses to pay nothing. */
    public Recipient {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a recipient's amount is at least 1 satoshi");
        }
    }
}
