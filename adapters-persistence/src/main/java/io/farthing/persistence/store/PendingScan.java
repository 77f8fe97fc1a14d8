package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.PENDING_PAYMENTS;

import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.Discrepancy.Figure;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.work.Work;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the list of pending payments beside a {@link PaymentScan}, in the same order, and says where the two do not
 * go together: so neither has to be kept. Used by one thread.
 */
final class PendingScan {

    private static final int CHUNK_SIZE = 1000;

    private final Work work;
    private final Consumer<Discrepancy> wrong;
    private final Queue<Long> listed = new ArrayDeque<>();
    private long last = Long.MIN_VALUE;
    private boolean isAtEnd;

    PendingScan(Work work, Consumer<Discrepancy> wrong) {
        this.work = work;
        this.wrong = wrong;
    }

    /** To be told of every payment, in the order of their numbers. */
    void compare(long id, short status, long amount) {
        Long next = next();
        while (next != null && next < id) {
            next = passOver();
        }
        boolean isListed = next != null && next == id;
        if (isListed) {
            listed.remove();
        }
        boolean isPending = status == Codes.RESERVED || status == Codes.UNKNOWN;
        if (isListed != isPending) {
            wrong.accept(
                    new Discrepancy(Figure.PENDING, Long.toString(id), isListed ? amount : 0, isPending ? amount : 0));
        }
    }

    /** To be told when there are no more payments. */
    void end() {
        Long next = next();
        while (next != null) {
            next = passOver();
        }
    }

    private @Nullable Long passOver() {
        wrong.accept(new Discrepancy(Figure.ORPHAN, Long.toString(listed.remove()), 0, 0));
        return next();
    }

    private @Nullable Long next() {
        if (listed.isEmpty() && !isAtEnd) {
            List<Long> read = work.toRead()
                    .select(PENDING_PAYMENTS.PAYMENT_ID)
                    .from(PENDING_PAYMENTS)
                    .where(PENDING_PAYMENTS.PAYMENT_ID.gt(last))
                    .orderBy(PENDING_PAYMENTS.PAYMENT_ID)
                    .limit(CHUNK_SIZE)
                    .fetch(PENDING_PAYMENTS.PAYMENT_ID);
            isAtEnd = read.size() < CHUNK_SIZE;
            for (Long id : read) {
                listed.add(id);
                last = id;
            }
        }
        return listed.peek();
    }
}
