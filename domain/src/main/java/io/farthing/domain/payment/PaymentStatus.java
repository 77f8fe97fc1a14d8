package io.farthing.domain.payment;

/** What became of a payment. */
public enum PaymentStatus {
    /** The money is set aside; the wallet is about to be asked, or has not answered yet. */
    RESERVED,
    /** The recipients have the money. */
    SETTLED,
    /** Nobody has got anything, and nobody will; what was set aside is free again. */
    FAILED,
    /** The wallet was asked and its answer is not known; what was set aside stays so until it is. */
    UNKNOWN
}
