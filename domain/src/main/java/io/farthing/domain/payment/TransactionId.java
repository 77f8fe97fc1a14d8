package io.farthing.domain.payment;

import java.util.regex.Pattern;

/**
 * The public id of a payment; clients see it as {@code pay_txid}.
 *
 * @param hex 64 lower-case hex digits
 */
public record TransactionId(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Refuses what is no transaction id. */
    public TransactionId {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a transaction id has 64 lower-case hex digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
