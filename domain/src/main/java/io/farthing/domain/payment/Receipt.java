package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;

/**
 * What an outside wallet told about a payment that it made. Either may be empty: not every wallet tells both, and not
 * every way of finding out does.
 *
 * @param reference the wallet's own number for the payment
 * @param transaction under which the payment is found on the public chain, or wherever the wallet keeps it
 */
public record Receipt(String reference, String transaction) {

    /** The longest reference, and the longest transaction. */
    public static final int MAX_LENGTH = 128;

    /** Nothing was told. */
    public static final Receipt NONE = new Receipt("", "");

    /** Refuses what cannot be shown. */
    public Receipt {
        requireEmptyOrLabel("reference", reference);
        requireEmptyOrLabel("transaction", transaction);
    }

    private static void requireEmptyOrLabel(String what, String text) {
        if (!text.isEmpty()) {
            Texts.requireLabel(what, text, MAX_LENGTH);
        }
    }
}
