package io.farthing.persistence.payment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds the newest payments in some chains, from their ends backwards. A chain is followed only as long as it may still
 * hold a payment that is newer than the oldest one found.
 */
final class ChainWalk {

    /** Chains of payments, which are asked for their ends first. */
    interface Chains {

        /** The last payment of each chain. */
        List<Step> ends();

        /**
         * Some payments, at least one where there is one, that come before each of these in its chain: the next ones, but
         * those with this number or a higher one may be left out.
         */
        List<Step> before(List<Long> payments, long number);
    }

    /**
     * A payment on the way.
     *
     * @param id its number
     * @param highest no number of it and all before it is higher
     * @param isEnd whether nothing was told yet of the payments before it
     */
    record Step(long id, long highest, boolean isEnd) {}

    private final Chains chains;
    private final long before;
    private final int limit;
    private final NavigableSet<Long> newest = new TreeSet<>(Comparator.reverseOrder());

    ChainWalk(Chains chains, long before, int limit) {
        this.chains = chains;
        this.before = before;
        this.limit = limit;
    }

    /** The numbers of at most {@code limit} payments below {@code before}, highest first. */
    Collection<Long> newestIds() {
        List<Step> steps = chains.ends();
        while (!steps.isEmpty()) {
            steps.forEach(step -> add(step.id()));
            List<Long> worthwhile =
                    steps.stream().filter(this::mayHoldMore).map(Step::id).toList();
            steps = worthwhile.isEmpty() ? List.of() : chains.before(worthwhile, before);
        }
        return newest;
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
        return step.isEnd() && (newest.size() < limit || step.highest() > newest.last());
    }
}
