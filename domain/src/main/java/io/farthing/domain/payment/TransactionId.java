package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;

/**
 * The public id of a payment; clients see it as {@code pay_txid}.
 *
 * @param hex 64 lower-case hex digits
 */
public record TransactionId(String hex) {

    private static final int DIGITS = 64;

    /** Refuses what is no transaction id. */
    public TransactionId {
        if (!Texts.isHex(hex, DIGITS)) {
            throw new IllegalArgumentException("a transaction id has 64 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
