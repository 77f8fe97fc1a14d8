package io.farthing.persistence;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.sql.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which payment has an order number: kept for ever, asked for by every payment. Part of a unit of work; the databases do
 * it in different ways.
 */
abstract class OrderNumbers {

    final Work work;
    private final Map<OrderKey, UUID> digests = new HashMap<>();

    OrderNumbers(Work work) {
        this.work = work;
    }

    /** The digest under which an order number is kept. */
    final UUID digest(OrderKey key) {
        return digests.computeIfAbsent(key, OrderKeys::digest);
    }

    /** What is asked for, by the digests. */
    final Map<UUID, OrderKey> byDigest(List<Attempt> attempts) {
        Map<UUID, OrderKey> keys = new HashMap<>();
        attempts.forEach(attempt ->
                keys.put(digest(attempt.order().key()), attempt.order().key()));
        return keys;
    }

    /** Those of {@code keys} that a statement finds, which yields digests and payment numbers. */
    final Map<OrderKey, PaymentId> find(Map<UUID, OrderKey> keys, String statement, Column asked) {
        Map<OrderKey, PaymentId> found = new HashMap<>();
        work.query(
                statement,
                row -> {
                    OrderKey key = keys.get(row.getObject(1, UUID.class));
                    if (key != null) {
                        found.put(key, new PaymentId(row.getLong(2)));
                    }
                },
                asked);
        return found;
    }

    /**
     * The payments that use up the order numbers of {@code attempts}. Until this unit of work ends, nobody else can commit
     * a payment with one of those that are free, or this unit of work will fail as a conflict.
     */
    abstract Map<OrderKey, PaymentId> taken(List<Attempt> attempts);

    /** Whether the database itself refuses a payment whose number is taken, as a conflict: then one may try. */
    abstract boolean isRefusedWhenTaken();

    /**
     * Reads what has to be in memory; where numbers are looked up there, nobody else adds any until this unit of work ends.
     * Whoever is going to lock rows, too, calls it first.
     */
    abstract void prepare();

    /** The numbers of all payments that may have this order number; few, and often none. */
    abstract Collection<Long> candidates(OrderKey key);

    /** Takes note of payments that have been inserted. */
    abstract void added(List<Payment> payments);

    /** Everything has been written but what this has to write itself. Called once, before a commit. */
    abstract void beforeCommit();

    /**
     * The unit of work has ended. Called once, whatever happened.
     *
     * @param end how
     */
    abstract void ended(End end);

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
