package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jooq.Record2;

/**
 * Finds a user's newest payments along the chains of the user's authorizations, from their ends backwards. A chain is
 * followed only as long as it may still hold a payment that is newer than the oldest one found.
 */
final class ChainWalk {

    private final Work work;
    private final long before;
    private final int limit;
    private final NavigableSet<Long> newest = new TreeSet<>(Comparator.reverseOrder());

    ChainWalk(Work work, long before, int limit) {
        this.work = work;
        this.before = before;
        this.limit = limit;
    }

    /** The numbers of at most {@code limit} payments below {@code before}, highest first. */
    Collection<Long> newestIds(UserOpenId user) {
        List<Record2<Long, Long>> next = ends(user);
        while (!next.isEmpty()) {
            next.forEach(step -> add(step.value1()));
            List<Long> worthwhile = new ArrayList<>();
            for (Record2<Long, Long> step : next) {
                if (mayHoldMore(step.value2())) {
                    worthwhile.add(step.value1());
                }
            }
            next = worthwhile.isEmpty() ? List.of() : previous(worthwhile);
        }
        return newest;
    }

    // Each step: the number of a payment, and the highest number of it and all before it.
    private List<Record2<Long, Long>> ends(UserOpenId user) {
        return work.toRead()
                .select(AUTHORIZATIONS.LAST_PAYMENT_ID, AUTHORIZATIONS.HIGHEST_PAYMENT_ID)
                .from(AUTHORIZATIONS)
                .join(USERS)
                .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                .where(USERS.OPEN_ID.eq(user.value()))
                .and(AUTHORIZATIONS.LAST_PAYMENT_ID.isNotNull())
                .fetch();
    }

    private List<Record2<Long, Long>> previous(List<Long> ids) {
        return work.toRead()
                .select(PAYMENTS.PREVIOUS_PAYMENT_ID, PAYMENTS.HIGHEST_EARLIER_ID)
                .from(PAYMENTS)
                .where(PAYMENTS.ID.in(ids))
                .and(PAYMENTS.PREVIOUS_PAYMENT_ID.isNotNull())
                .fetch();
    }

    private void add(long id) {
        if (id < before) {
            newest.add(id);
            if (newest.size() > limit) {
                newest.pollLast();
            }
        }
    }

    private boolean mayHoldMore(long highest) {
        return newest.size() < limit || highest > newest.last();
    }
}
