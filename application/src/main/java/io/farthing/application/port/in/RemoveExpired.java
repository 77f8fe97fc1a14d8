package io.farthing.application.port.in;

/** Tidies up what has expired: tokens and activations that nobody can use any more. Thread-safe. */
public interface RemoveExpired {

    /**
     * Removes what expired more than a day ago; returns how many things. Idempotent; safe on several servers at once.
     */
    int removeExpired();
}
