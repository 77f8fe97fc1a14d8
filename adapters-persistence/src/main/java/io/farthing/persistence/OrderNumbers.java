package io.farthing.persistence;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which payment has an order number: kept for ever, asked for by every payment. Part of a unit of work; the databases do
 * it in different ways.
 */
interface OrderNumbers {

    /** The digest under which an order number is kept. */
    UUID digest(OrderKey key);

    /**
     * The payments that use up the order numbers of {@code attempts}. Until this unit of work ends, nobody else can commit
     * a payment with one of those that are free, or this unit of work will fail as a conflict.
     */
    Map<OrderKey, PaymentId> taken(List<Attempt> attempts);

    /** Whether the database itself refuses a payment whose number is taken, as a conflict: then one may try. */
    boolean isRefusedWhenTaken();

    /** Reads what has to be in memory, so that the first payment does not wait for it. */
    void prepare();

    /** The numbers of all payments that may have this order number; few, and often none. */
    Collection<Long> candidates(OrderKey key);

    /** Takes note of payments that have been inserted. */
    void added(List<Payment> payments);

    /** Everything has been written but what this has to write itself. Called once, before a commit. */
    void beforeCommit();

    /**
     * The unit of work has ended. Called once, whatever happened.
     *
     * @param end how
     */
    void ended(End end);

    /** How a unit of work can end. */
    enum End {
        /** What it wrote is there. */
        COMMITTED,
        /** What it wrote is not there. */
        ROLLED_BACK,
        /** Nobody knows. */
        UNKNOWN
    }
}
