package io.farthing.application.port.out;

import java.time.Instant;

/**
 * Which server does what only one of them should do.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface LeaseStore {

    /** The things that one server does for all. */
    enum Task {
        /** Finding out what became of payments. */
        RECONCILIATION
    }

    /**
     * Takes a task, or keeps it.
     *
     * @param holder a name that no other server has
     * @param now moments from which on another holder's lease is over
     * @param until when this lease will be over
     * @return whether {@code holder} has it; false as long as another one's lease is not over
     */
    boolean take(Task task, String holder, Instant now, Instant until);

    /** Gives a task back; nothing happens when {@code holder} does not have it. */
    void release(Task task, String holder);
}
