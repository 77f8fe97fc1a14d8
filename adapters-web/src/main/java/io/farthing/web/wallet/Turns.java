package io.farthing.web.wallet;

import io.farthing.domain.user.UserOpenId;
import io.farthing.web.load.Bulkhead;
import io.farthing.web.page.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has a few pages with payments made at a time, while some others wait in line, of each user a few of both: apps decide how
 * large payments are, and dozens of the largest take megabytes while their page is made. So neither memory nor all threads
 * that serve requests can be taken by those who look at their wallets, nor all turns by one of them. Thread-safe.
 */
final class Turns {
    /** How many pages are made at a time: there are no more connections to the database, nor often more processors. */
    static final int MAX_CONCURRENT = 8;

    /** How many wait for their turn. */
    static final int MAX_WAITING = 32;

    /** How many pages of one user are made or wait. */
    static final int MAX_PER_USER = 4;

    private final Bulkhead bulkhead = new Bulkhead(MAX_CONCURRENT, MAX_WAITING);
    private final Map<UserOpenId, Integer> underWay = new ConcurrentHashMap<>();

    /** Makes a page of that user when it is its turn; stops with a {@link Problem} when too many wait. */
    void take(UserOpenId user, Runnable page) {
        boolean isOneTooMany = underWay.merge(user, 1, Integer::sum) > MAX_PER_USER;
        try {
            if (isOneTooMany) {
                throw crowded();
            }
            bulkhead.run(page, Turns::crowded);
        } finally {
            underWay.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private static Problem crowded() {
        return new Problem(503, "problem.crowded");
    }
}
