package io.farthing.application.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes whoever guesses passwords wait, longer after each failure: per account, so that many places cannot guess one
 * password, and per place, so that one place cannot guess many.
 *
 * <p>An attempt counts as a failure from its beginning until it succeeds, so that attempts side by side gain nothing.
 * The longest wait for an account is short, because anybody can make its owner wait. Kept in memory, bounded: when there
 * are more, the one that was quiet for longest is forgotten. Thread-safe.
 */
final class LogInThrottle {

    private static final int MAX_TRACKED = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final int FREE_PER_ACCOUNT = 5;
    private static final Duration LONGEST_PER_ACCOUNT = Duration.ofMinutes(1);
    private static final int FREE_PER_PLACE = 20;
    private static final Duration LONGEST_PER_PLACE = Duration.ofMinutes(15);

    private record Failures(int count, Instant last) {}

    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_TRACKED;
        }
    };

    /** Counts an attempt and lets it through with zero, or says how long to wait and does not count it. */
    synchronized Duration begin(String account, String place, Instant now) {
        Duration forAccount = delay(accountKey(account), FREE_PER_ACCOUNT, LONGEST_PER_ACCOUNT, now);
        Duration forPlace = delay(placeKey(place), FREE_PER_PLACE, LONGEST_PER_PLACE, now);
        Duration delay = forAccount.compareTo(forPlace) > 0 ? forAccount : forPlace;
        if (delay.isZero()) {
            count(accountKey(account), now);
            count(placeKey(place), now);
        }
        return delay;
    }

    /** The same for an attempt that is about no account, such as to sign up. */
    synchronized Duration begin(String place, Instant now) {
        Duration delay = delay(placeKey(place), FREE_PER_PLACE, LONGEST_PER_PLACE, now);
        if (delay.isZero()) {
            count(placeKey(place), now);
        }
        return delay;
    }

    /** The attempt was not a failure after all: the account's failures are forgotten, and this one of the place. */
    synchronized void succeeded(String account, String place) {
        failures.remove(accountKey(account));
        failures.computeIfPresent(
                placeKey(place),
                (key, counted) -> counted.count() == 1 ? null : new Failures(counted.count() - 1, counted.last()));
    }

    private Duration delay(String key, int free, Duration longest, Instant now) {
        Failures counted = failures.get(key);
        if (counted == null || counted.count() < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(counted.count() - free, 20);
        Duration wait = Duration.ofSeconds(1L << doublings);
        Duration left = Duration.between(now, counted.last().plus(wait.compareTo(longest) > 0 ? longest : wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key, Instant now) {
        failures.merge(
                key,
                new Failures(1, now),
                (counted, first) -> now.isAfter(counted.last().plus(FORGOTTEN_AFTER))
                        ? first
                        : new Failures(counted.count() + 1, now));
    }

    private static String accountKey(String account) {
        return "account " + account;
    }

    private static String placeKey(String place) {
        return "place " + place;
    }
}
