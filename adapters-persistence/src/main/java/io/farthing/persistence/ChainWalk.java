package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds a user's newest payments along the chains of the user's authorizations, from their ends backwards. A chain is
 * followed only as long as it may still hold a payment that is newer than the oldest one found.
 */
final class ChainWalk {

    /**
     * A payment on the way.
     *
     * @param id its number
     * @param highest the highest number of it and all before it
     */
    private record Step(long id, long highest) {}

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
        List<Step> ends = ends(user);
        while (!ends.isEmpty()) {
            ends.forEach(end -> add(end.id()));
            List<Long> worthwhile =
                    ends.stream().filter(this::mayHoldMore).map(Step::id).toList();
            ends = worthwhile.isEmpty() ? List.of() : follow(worthwhile);
        }
        return newest;
    }

    private List<Step> ends(UserOpenId user) {
        return work.toRead()
                .select(AUTHORIZATIONS.LAST_PAYMENT_ID, AUTHORIZATIONS.HIGHEST_PAYMENT_ID)
                .from(AUTHORIZATIONS)
                .join(USERS)
                .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                .where(USERS.OPEN_ID.eq(user.value()))
                .and(AUTHORIZATIONS.LAST_PAYMENT_ID.isNotNull())
                .fetch(row -> new Step(row.value1(), row.value2()));
    }

    // Takes what is found on the way, and returns where to go on.
    private List<Step> follow(List<Long> ids) {
        List<Step> ends = new ArrayList<>();
        work.query(
                work.statements().earlier,
                row -> {
                    Step step = new Step(row.getLong(1), row.getLong(2));
                    add(step.id());
                    if (row.getInt(3) == Statements.STEPS) {
                        ends.add(step);
                    }
                },
                Column.numbers(ids));
        return ends;
    }

    private void add(long id) {
        if (id < before) {
            newest.add(id);
            if (newest.size() > limit) {
                newest.pollLast();
            }
        }
    }

    private boolean mayHoldMore(Step step) {
        return newest.size() < limit || step.highest() > newest.last();
    }
}
