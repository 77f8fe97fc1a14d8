package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;

/**
 * The number that a merchant gave an order; an app uses each at most once, for ever. Case matters.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters
 */
public record MerchantOrderNumber(String value) {

    /** The longest number. */
    public static final int MAX_LENGTH = 128;

    /** Refuses what cannot be an order number. */
    public MerchantOrderNumber {
        Texts.requireLabel("merchant_order_sn", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
