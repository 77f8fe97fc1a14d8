package io.farthing.persistence.order;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.order.OrderBlocks.Entry;
import io.farthing.persistence.order.OrderNumberIndex.Memory;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order numbers in an {@link OrderNumberIndex}, as one unit of work sees them. */
final class IndexedOrderNumbers extends OrderNumbers {

    /** Numbers of payments → digest and payment number of those that use theirs up. */
    private static final String TAKEN_OF =
            "select order_key, id from payments where id = any(?) and status <> " + Codes.FAILED;

    private final OrderNumberIndex index;
    private final List<Entry> added = new ArrayList<>();
    private Memory memory;
    private boolean isMemoryRead;
    private OrderNumberIndex.@Nullable Addition addition;

    /** To be made before the first statement of the unit of work, see {@link OrderNumberIndex#memory}. */
    IndexedOrderNumbers(OrderNumberIndex index, Transaction transaction) {
        super(transaction);
        this.index = index;
        this.memory = index.memory();
    }

    @Override
    public Map<OrderKey, PaymentId> taken(List<Attempt> attempts) {
        excludeOthers();
        Map<UUID, OrderKey> keys = byDigest(attempts);
        Set<Long> candidates = candidates(keys.keySet());
        return candidates.isEmpty() ? Map.of() : find(keys, TAKEN_OF, Column.numbers(candidates));
    }

    @Override
    public boolean isRefusedWhenTaken() {
        return false;
    }

    @Override
    public void prepare() {
        excludeOthers();
    }

    @Override
    public Collection<Long> candidates(OrderKey key) {
        if (transaction.isWriting()) {
            excludeOthers();
        }
        return candidates(Set.of(digest(key)));
    }

    private Set<Long> candidates(Set<UUID> digests) {
        Set<Long> found = new LinkedHashSet<>();
        List<Long> hashes = new ArrayList<>(digests.size());
        for (UUID digest : digests) {
            long hash = index.hash(digest);
            hashes.add(hash);
            memory.find(hash, found::add);
        }
        for (Entry entry : added) {
            if (hashes.contains(entry.hash())) {
                found.add(entry.id());
            }
        }
        // Both count: a payment that failed may be in the blocks, and the one that took its place in memory.
        index.findInBlocks(transaction, hashes).forEach(found::add);
        return found;
    }

    @Override
    public void added(List<Payment> payments) {
        excludeOthers();
        for (Payment payment : payments) {
            UUID digest = digest(payment.order().key());
            added.add(new Entry(index.hash(digest), payment.id().value()));
        }
    }

    @Override
    public void beforeCommit() {
        if (!added.isEmpty()) {
            addition = index.add(transaction, added);
        }
    }

    @Override
    public void ended(End end) {
        if (!index.lock.isHeldByCurrentThread()) {
            return;
        }
        try {
            if (end == End.UNKNOWN || (end == End.ROLLED_BACK && isMemoryRead)) {
                // What was moved to blocks while it was read is not there then.
                index.forget(end == End.UNKNOWN ? added : List.of());
            } else if (end == End.COMMITTED) {
                if (addition != null) {
                    addition.apply();
                }
                index.publish();
            }
        } finally {
            index.lock.unlock();
        }
    }

    private void excludeOthers() {
        if (!index.lock.isHeldByCurrentThread()) {
            index.lock.lock();
            isMemoryRead |= index.ensureLoaded(transaction);
            memory = index.memory();
        }
    }
}
