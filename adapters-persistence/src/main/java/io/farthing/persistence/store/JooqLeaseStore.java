package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.LEASES;

import io.farthing.application.port.out.LeaseStore;
import io.farthing.persistence.jooq.tables.records.LeasesRecord;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Leases in a database. */
final class JooqLeaseStore implements LeaseStore {

    private final Work work;

    JooqLeaseStore(Work work) {
        this.work = work;
    }

    // Where two are the first at the same time, one of them conflicts with the other and looks again.
    @Override
    public boolean take(Task task, String holder, Instant now, Instant until) {
        Optional<LeasesRecord> lease = work.toRead()
                .selectFrom(LEASES)
                .where(LEASES.TASK.eq(task.name()))
                .forUpdate()
                .fetchOptional();
        if (lease.isEmpty()) {
            work.toWrite()
                    .insertInto(LEASES)
                    .set(LEASES.TASK, task.name())
                    .set(LEASES.HOLDER, holder)
                    .set(LEASES.UNTIL_MS, until.toEpochMilli())
                    .execute();
            return true;
        }
        boolean isFree = lease.get().getHolder().equals(holder)
                || now.toEpochMilli() >= lease.get().getUntilMs()
                || now.plus(NEVER_SO_LONG).toEpochMilli() < lease.get().getUntilMs();
        if (isFree) {
            work.toWrite()
                    .update(LEASES)
                    .set(LEASES.HOLDER, holder)
                    .set(LEASES.UNTIL_MS, until.toEpochMilli())
                    .where(LEASES.TASK.eq(task.name()))
                    .execute();
        }
        return isFree;
    }

    @Override
    public void release(Task task, String holder) {
        work.toWrite()
                .deleteFrom(LEASES)
                .where(LEASES.TASK.eq(task.name()))
                .and(LEASES.HOLDER.eq(holder))
                .execute();
    }
}
