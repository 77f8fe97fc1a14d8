package io.farthing.persistence;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.OrderBlocks.Entry;
import io.farthing.persistence.OrderNumberIndex.Memory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Order numbers in an {@link OrderNumberIndex}, as one unit of work sees them. */
final class IndexedOrderNumbers implements OrderNumbers {

    private final OrderNumberIndex index;
    private final Work work;
    private final Map<OrderKey, UUID> digests = new HashMap<>();
    private final List<Entry> added = new ArrayList<>();
    private Memory memory;
    private OrderNumberIndex.@Nullable Change change;

    /** To be made before the first statement of the unit of work, see {@link OrderNumberIndex#memory}. */
    IndexedOrderNumbers(OrderNumberIndex index, Work work) {
        this.index = index;
        this.work = work;
        this.memory = index.memory();
    }

    @Override
    public UUID digest(OrderKey key) {
        return digests.computeIfAbsent(key, OrderKeys::digest);
    }

    @Override
    public Map<OrderKey, PaymentId> taken(List<Attempt> attempts) {
        excludeOthers();
        Map<UUID, OrderKey> keys = new HashMap<>();
        for (Attempt attempt : attempts) {
            OrderKey key = attempt.order().key();
            keys.put(digest(key), key);
        }
        Map<OrderKey, PaymentId> taken = new HashMap<>();
        Set<Long> candidates = candidates(keys.keySet());
        if (!candidates.isEmpty()) {
            work.query(
                    work.statements().takenOrderKeysOf,
                    row -> {
                        OrderKey key = keys.get(row.getObject(1, UUID.class));
                        if (key != null) {
                            taken.put(key, new PaymentId(row.getLong(2)));
                        }
                    },
                    Column.numbers(candidates));
        }
        return taken;
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
        if (work.isWriting()) {
            excludeOthers();
        }
        return candidates(Set.of(digest(key)));
    }

    private Set<Long> candidates(Set<UUID> digests) {
        Set<Long> found = new LinkedHashSet<>();
        List<Long> hashes = new ArrayList<>(digests.size());
        for (UUID digest : digests) {
            long hash = OrderKeys.hash(digest);
            hashes.add(hash);
            memory.find(hash, found::add);
        }
        for (Entry entry : added) {
            if (hashes.contains(entry.hash())) {
                found.add(entry.id());
            }
        }
        // Both count: a payment that failed may be in the blocks, and the one that took its place in memory.
        index.findInBlocks(work, hashes).forEach(found::add);
        return found;
    }

    @Override
    public void added(List<Payment> payments) {
        excludeOthers();
        for (Payment payment : payments) {
            UUID digest = digest(payment.order().key());
            added.add(new Entry(OrderKeys.hash(digest), payment.id().value()));
        }
    }

    @Override
    public void beforeCommit() {
        if (!added.isEmpty()) {
            change = index.add(work, added);
        }
    }

    @Override
    public void ended(End end) {
        if (!index.lock.isHeldByCurrentThread()) {
            return;
        }
        try {
            if (end == End.UNKNOWN) {
                index.forget();
            } else if (end == End.COMMITTED && change != null) {
                change.apply();
            }
        } finally {
            index.lock.unlock();
        }
    }

    private void excludeOthers() {
        if (!index.lock.isHeldByCurrentThread()) {
            index.lock.lock();
            index.ensureLoaded(work);
            memory = index.memory();
        }
    }
}
