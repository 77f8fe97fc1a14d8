package io.farthing.domain.payment;

/** What became of a payment. */
public enum PaymentStatus {
    /** The money is set aside; the wallet has not been asked yet. */
    RESERVED,
    /** The recipients have the money. */
    SETTLED,
    /** The wallet refused; what was set aside is free again. */
    FAILED,
    /** The wallet was asked and its answer is not known; what was set aside stays so until it is. */
    UNKNOWN
}
