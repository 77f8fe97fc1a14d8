package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;

/**
 * What is paid for, in the merchant's words.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters
 */
public record ItemName(String value) {

    /** The longest name. */
    public static final int MAX_LENGTH = 256;

    /** Refuses what cannot be shown. */
    public ItemName {
        Texts.requireLabel("item_name", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
