package io.farthing.application.service.payment;

/**
 * What became of an attempt to write to the storage. Conflicts and faults of the work itself are none: they say nothing
 * about whether others can write.
 *
 * @param atNanos when, by {@link System#nanoTime}
 * @param succeeded whether it was written; otherwise the storage is unavailable, or was lost during the commit
 */
public record WriteAttempt(long atNanos, boolean succeeded) {

    /** One that has ended now. */
    static WriteAttempt now(boolean succeeded) {
        return new WriteAttempt(System.nanoTime(), succeeded);
    }
}
