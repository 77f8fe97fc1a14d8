package io.farthing.application.port.in;

/** Finds out what became of payments at an outside wallet. Thread-safe. */
public interface ReconcilePayments {

    /**
     * Asks about a bounded number of payments that are due, and enters what is found out. On several servers that share
     * a database, one of them does it at a time; the others return at once.
     *
     * @return how many payments were concluded
     */
    int reconcile();
}
