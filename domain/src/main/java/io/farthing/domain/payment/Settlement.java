package io.farthing.domain.payment;

/** Where the money of payments moves. */
public enum Settlement {
    /** In our own ledger: a payment is settled in the moment in which it is accepted. */
    LEDGER,
    /**
     * At an outside wallet: a payment is reserved when it is accepted, and what becomes of it is found out later. No
     * account of ours is touched.
     */
    GATEWAY
}
