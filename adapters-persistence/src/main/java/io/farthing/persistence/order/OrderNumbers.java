package io.farthing.persistence.order;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which payment has an order number: kept for ever, asked for by every payment. Part of a unit of work, and
 * used by its thread; the databases do it in different ways.
 */
public abstract class OrderNumbers {

    final Transaction transaction;
    private final Map<OrderKey, UUID> digests = new HashMap<>();

    OrderNumbers(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Those that are kept in an index of the database, which refuses a second payment with the same one. */
    public static OrderNumbers unique(Transaction transaction) {
        return new UniqueOrderNumbers(transaction);
    }

    /** The digest under which an order number is kept. */
    public final UUID digest(OrderKey key) {
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
        transaction.query(
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
    public abstract Map<OrderKey, PaymentId> taken(List<Attempt> attempts);

    /** Whether the database itself refuses a payment whose number is taken, as a conflict: then one may try. */
    public abstract boolean isRefusedWhenTaken();

    /**
     * Reads what has to be in memory; where numbers are looked up there, nobody else adds any until this unit of work ends.
     * Whoever is going to lock rows, too, calls it first.
     */
    public abstract void prepare();

    /** The numbers of all payments that may have this order number; few, and often none. */
    public abstract Collection<Long> candidates(OrderKey key);

    /** Takes note of payments that have been inserted. */
    public abstract void added(List<Payment> payments);

    /** Everything has been written but what this has to write itself. Called once, before a commit. */
    public abstract void beforeCommit();

    /**
     * The unit of work has ended. Called once, whatever happened.
     *
     * @param end how
     */
    public abstract void ended(End end);

    /** How a unit of work can end. */
    public enum End {
        /** What it wrote is there. */
        COMMITTED,
        /** What it wrote is not there. */
        ROLLED_BACK,
        /** Nobody knows. */
        UNKNOWN
    }
}
