package io.farthing.persistence.order;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Order numbers in an index of the database, which refuses a second payment, from whichever server it comes. */
final class UniqueOrderNumbers extends OrderNumbers {

    /** Digests → digest and payment number of those that a payment uses up. */
    private static final String TAKEN =
            "select order_key, id from payments where order_key = any(?) and status <> " + Codes.FAILED;

    /** Digests → digest and payment number of payments that failed, the newest first. */
    private static final String FAILED = "select order_key, id from payments where order_key = any(?) and status = "
            + Codes.FAILED + " order by id desc";

    UniqueOrderNumbers(Transaction transaction) {
        super(transaction);
    }

    @Override
    public Map<OrderKey, PaymentId> taken(List<Attempt> attempts) {
        Map<UUID, OrderKey> keys = byDigest(attempts);
        return find(keys, TAKEN, Column.keys(keys.keySet()));
    }

    @Override
    public boolean isRefusedWhenTaken() {
        return true;
    }

    @Override
    public void prepare() {}

    @Override
    public Collection<Long> candidates(OrderKey key) {
        List<Long> found = new ArrayList<>();
        Column digest = Column.keys(List.of(digest(key)));
        transaction.query(TAKEN, row -> found.add(row.getLong(2)), digest);
        if (found.isEmpty()) {
            transaction.query(FAILED, row -> found.add(row.getLong(2)), digest);
        }
        return found;
    }

    /** The index knows. */
    @Override
    public void added(List<Payment> payments) {}

    @Override
    public void beforeCommit() {}

    @Override
    public void ended(End end) {}
}
