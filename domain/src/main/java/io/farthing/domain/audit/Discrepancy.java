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
        /** The postings of one payment against zero. */
        PAYMENT_POSTINGS,
        /** A payment or funding of a user without a wallet, or a payment under no known authorization. */
        ORPHAN
    }
}
