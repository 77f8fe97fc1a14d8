package io.farthing.application.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes whoever guesses passwords wait, longer after each failure: per account, so that many places cannot guess one
 * password, and per place, so that one place cannot guess many.
 *
 * <p>An attempt counts as a failure from its beginning until it succeeds, so that attempts side by side gain nothing.
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

    private record Failures(int count, Instant last) {}

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

    private final Map<String, Failures> failures = new Latest<>();
    private final Set<String> knownPlaces = Collections.newSetFromMap(new Latest<>());

    /** Counts an attempt and lets it through with zero, or says how long to wait and does not count it. */
    synchronized Duration begin(String account, String place, Instant now) {
        Duration forAccount = delay(accountKey(account, place), FREE_PER_ACCOUNT, LONGEST_PER_ACCOUNT, now);
        Duration forPlace = delay(placeKey(place), FREE_PER_PLACE, LONGEST_PER_PLACE, now);
        Duration delay = forAccount.compareTo(forPlace) > 0 ? forAccount : forPlace;
        if (delay.isZero()) {
            count(accountKey(account, place), now);
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

    /**
     * The attempt was not a failure after all: the account's failures that were counted with it are forgotten, and this
     * one of the place. From now on the place is known.
     */
    synchronized void succeeded(String account, String place) {
        failures.remove(accountKey(account, place));
        knownPlaces.add(knownKey(account, place));
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
