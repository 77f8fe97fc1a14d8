package io.farthing.persistence;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Order numbers in an index of the database, which refuses a second payment, from whichever server it comes. */
final class UniqueOrderNumbers implements OrderNumbers {

    private final Work work;
    private final Map<OrderKey, UUID> digests = new HashMap<>();

    UniqueOrderNumbers(Work work) {
        this.work = work;
    }

    @Override
    public UUID digest(OrderKey key) {
        return digests.computeIfAbsent(key, OrderKeys::digest);
    }

    @Override
    public Map<OrderKey, PaymentId> taken(List<Attempt> attempts) {
        Map<UUID, OrderKey> keys = new HashMap<>();
        for (Attempt attempt : attempts) {
            OrderKey key = attempt.order().key();
            keys.put(digest(key), key);
        }
        Map<OrderKey, PaymentId> taken = new HashMap<>();
        work.query(
                work.statements().takenOrderKeys,
                row -> {
                    OrderKey key = keys.get(row.getObject(1, UUID.class));
                    if (key != null) {
                        taken.put(key, new PaymentId(row.getLong(2)));
                    }
                },
                Column.keys(keys.keySet()));
        return taken;
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
        work.query(work.statements().takenOrderKeys, row -> found.add(row.getLong(2)), digest);
        if (found.isEmpty()) {
            work.query(work.statements().failedOrderKeys, row -> found.add(row.getLong(2)), digest);
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
