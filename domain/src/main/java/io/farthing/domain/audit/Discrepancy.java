package io.farthing.domain.audit;

/**
 * Something that does not add up.
 *
 * @param what which figure
 * @param subject whose figure: an open id, or the number of an authorization, a payment or a funding
 * @param recordedSatoshis what the books say
 * @param recomputedSatoshis what it should be
 */
public record Discrepancy(Figure what, String subject, long recordedSatoshis, long recomputedSatoshis) {

    /** The figures that are checked. */
    public enum Figure {
        /** A wallet's balance against the sum of its postings. */
        BALANCE,
        /** What an authorization says is spent against its settled payments. */
        SPENT,
        /** What an authorization says is reserved against its payments without an outcome. */
        RESERVED,
        /** The amount of one payment against what its recipients get together. */
        PAYMENT_POSTINGS,
        /** The amount of a payment of which something cannot be read against its recipients'; zero if those cannot be. */
        UNREADABLE,
        /** What the list of pending payments has of one against what its status makes of it: its amount, or zero. */
        PENDING,
        /**
         * A payment or funding of a user without a wallet, a payment under no known authorization, or a pending payment
         * that does not exist.
         */
        ORPHAN
    }
}
