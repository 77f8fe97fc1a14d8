package io.farthing.application.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes whoever guesses passwords wait, longer after each failure: per account, so that many places cannot guess one
 * password, and per place, so that one place cannot guess many.
 *
 * <p>As long as an attempt is under way it may become a failure, so that attempts side by side gain nothing: where all of
 * them together would be more failures than are free, the next one waits for one of them to end, a few seconds at most.
 * Attempts that succeed, or in which nobody guessed, leave nothing behind.
 *
 * <p>Anybody can make the owner of an account wait, and who never misses the end of a wait can do so for ever. So a place
 * from which an account has logged in is known for it, and its failures there are counted apart from those in all other
 * places: what strangers do elsewhere makes its owner wait in new places only. Not promised is that the owner gets in soon
 * from a new place, nor from one that they share with whoever guesses.
 *
 * <p>Kept in memory, so that a restart forgets known places, too. Bounded: when there are more, the one that was quiet for
 * longest is forgotten. Thread-safe.
 */
final class LogInThrottle {

    private static final int MAX_TRACKED = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final int FREE_PER_ACCOUNT = 5;
    private static final Duration LONGEST_PER_ACCOUNT = Duration.ofMinutes(1);
    private static final int FREE_PER_PLACE = 20;
    private static final Duration LONGEST_PER_PLACE = Duration.ofMinutes(15);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Threads that wait are dear: as many as may wait for their passwords to be hashed. */
    private static final int MAX_WAITING = 32;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private record Failures(int count, Instant last) {
        static final Failures NONE = new Failures(0, Instant.MIN);
    }

    /** Forgets the key that was quiet for longest when there are too many. */
    private static final class Latest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX_TRACKED;
        }
    }

    /** An attempt until it is closed. Unless it is said to have failed or succeeded before that, nobody guessed. */
    final class Attempt implements AutoCloseable {
        private final String account;
        private final String place;
        private final String accountKey;
        private final Duration delay;

        private Attempt(String account, String place, Duration delay) {
            this.account = account;
            this.place = place;
            this.accountKey = accountKey(account, place);
            this.delay = delay;
        }

        /** Zero when it may go on; otherwise how long to wait, and then it is not counted. */
        Duration delay() {
            return delay;
        }

        /** It was a guess. */
        void failed() {
            synchronized (LogInThrottle.this) {
                addFailure(accountKey);
                addFailure(placeKey(place));
            }
        }

        /** The account's failures that were counted with it are forgotten. From now on the place is known. */
        void succeeded() {
            synchronized (LogInThrottle.this) {
                failures.remove(accountKey);
                knownPlaces.add(knownKey(account, place));
            }
        }

        @Override
        public void close() {
            if (delay.isZero()) {
                end(accountKey, placeKey(place));
            }
        }
    }

    private final InstantSource clock;
    private final Map<String, Failures> failures = new Latest<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<String> knownPlaces = Collections.newSetFromMap(new Latest<>());
    private int waiting;

    LogInThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Lets an attempt through, or says how long to wait; may wait for other attempts itself. */
    synchronized Attempt begin(String account, String place) {
        Instant giveUpAt = clock.instant().plus(PATIENCE);
        Duration delay = delay(account, place);
        waiting++;
        try {
            while (delay.isZero() && !isFree(account, place)) {
                long left = Duration.between(clock.instant(), giveUpAt).toMillis();
                if (left <= 0 || waiting > MAX_WAITING) {
                    return new Attempt(account, place, FIRST_WAIT);
                }
                wait(left);
                delay = delay(account, place);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt(account, place, FIRST_WAIT);
        } finally {
            waiting--;
        }
        Attempt attempt = new Attempt(account, place, delay);
        if (delay.isZero()) {
            underWay.merge(attempt.accountKey, 1, Integer::sum);
            underWay.merge(placeKey(place), 1, Integer::sum);
        }
        return attempt;
    }

    /**
     * Counts something that is about no account, such as to sign up, whatever becomes of it, and lets it through with zero;
     * or says how long to wait and does not count it.
     */
    synchronized Duration count(String place) {
        Duration delay = delay(placeKey(place), FREE_PER_PLACE, LONGEST_PER_PLACE);
        if (delay.isZero()) {
            addFailure(placeKey(place));
        }
        return delay;
    }

    private Duration delay(String account, String place) {
        Duration forAccount = delay(accountKey(account, place), FREE_PER_ACCOUNT, LONGEST_PER_ACCOUNT);
        Duration forPlace = delay(placeKey(place), FREE_PER_PLACE, LONGEST_PER_PLACE);
        return forAccount.compareTo(forPlace) > 0 ? forAccount : forPlace;
    }

    private Duration delay(String key, int free, Duration longest) {
        Failures counted = counted(key);
        if (counted.count() < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(counted.count() - free, 20);
        Duration wait = min(FIRST_WAIT.multipliedBy(1L << doublings), longest);
        Duration left = Duration.between(clock.instant(), counted.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isFree(String account, String place) {
        return isFree(accountKey(account, place), FREE_PER_ACCOUNT) && isFree(placeKey(place), FREE_PER_PLACE);
    }

    /** Whether one more would not be too many, if all that are under way turned out to be guesses. */
    private boolean isFree(String key, int free) {
        int others = underWay.getOrDefault(key, 0);
        return others == 0 || counted(key).count() + others < free;
    }

    private synchronized void end(String... keys) {
        for (String key : keys) {
            underWay.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        }
        notifyAll();
    }

    private Failures counted(String key) {
        Failures counted = failures.getOrDefault(key, Failures.NONE);
        if (counted.count() == 0) {
            return Failures.NONE;
        }
        Instant now = clock.instant();
        if (counted.last().isAfter(now)) {
            // The clock was set back. Nobody waits until it is where it was.
            Failures justNow = new Failures(counted.count(), now);
            failures.put(key, justNow);
            return justNow;
        }
        return now.isAfter(counted.last().plus(FORGOTTEN_AFTER)) ? Failures.NONE : counted;
    }

    private void addFailure(String key) {
        failures.put(key, new Failures(counted(key).count() + 1, clock.instant()));
    }

    private String accountKey(String account, String place) {
        String known = knownKey(account, place);
        return knownPlaces.contains(known) ? known : "account " + account;
    }

    // No name has a line break in it, so none can be chosen that reads like another one's known place.
    private static String knownKey(String account, String place) {
        return "known " + account + "\n" + place;
    }

    private static String placeKey(String place) {
        return "place " + place;
    }
}
