package io.farthing.persistence;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Order numbers in an index of the database, which refuses a second payment, from whichever server it comes. */
final class UniqueOrderNumbers extends OrderNumbers {

    UniqueOrderNumbers(Work work) {
        super(work);
    }

    @Override
    Map<OrderKey, PaymentId> taken(List<Attempt> attempts) {
        Map<UUID, OrderKey> keys = byDigest(attempts);
        return find(keys, work.statements().takenOrderKeys, Column.keys(keys.keySet()));
    }

    @Override
    boolean isRefusedWhenTaken() {
        return true;
    }

    @Override
    void prepare() {}

    @Override
    Collection<Long> candidates(OrderKey key) {
        List<Long> found = new ArrayList<>();
        Column digest = Column.keys(List.of(digest(key)));
        work.query(work.statements().takenOrderKeys, row -> found.add(row.getLong(2)), digest);
        if (found.isEmpty()) {
            work.query(work.statements().failedOrderKeys, row -> found.add(row.getLong(2)), digest);
        }
        return found;
    }

    /** The index knows. */
    @Override
    void added(List<Payment> payments) {}

    @Override
    void beforeCommit() {}

    @Override
    void ended(End end) {}
}
