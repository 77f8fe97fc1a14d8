package io.farthing.application.fake;

import io.farthing.application.port.out.LeaseStore;
import java.time.Instant;

/** Leases in memory. */
final class InMemoryLeaseStore implements LeaseStore {

    record Lease(String holder, Instant until) {}

    private final InMemoryState state;

    InMemoryLeaseStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public boolean take(Task task, String holder, Instant now, Instant until) {
        Lease lease = state.leases.get(task);
        if (lease != null
                && !lease.holder().equals(holder)
                && now.isBefore(lease.until())
                && !lease.until().isAfter(now.plus(NEVER_SO_LONG))) {
            return false;
        }
        state.leases.put(task, new Lease(holder, until));
        return true;
    }

    @Override
    public void release(Task task, String holder) {
        Lease lease = state.leases.get(task);
        if (lease != null && lease.holder().equals(holder)) {
            state.leases.remove(task);
        }
    }
}
