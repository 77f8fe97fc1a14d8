package io.farthing.application.port.out;

import io.farthing.domain.event.ListenerName;
import java.time.Duration;
import java.time.Instant;

/**
 * Which platform does what only one of them on a storage should do.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface LeaseStore {

    /** No lease is nearly as long: one that has longer to go was written down by a clock that was wrong. */
    Duration NEVER_SO_LONG = Duration.ofDays(1);

    /**
     * Something that one platform does for all.
     *
     * @param name its name, which no other task has; at most 80 characters
     */
    record Task(String name) {

        /** Finding out what became of payments. */
        public static final Task RECONCILIATION = new Task("reconciliation");

        /**
         * Nothing: one platform takes and gives this back in one unit of work, to see whether the storage can be written
         * to.
         *
         * @param holder a name that no other platform has, so that none waits for another
         */
        public static Task trying(String holder) {
            return new Task("trying " + holder);
        }

        /** Telling a listener what waits for it. */
        public static Task telling(ListenerName listener) {
            return new Task("listener " + listener);
        }
    }

    /**
     * Takes a task, or keeps it.
     *
     * @param holder a name that no other platform has, at most 64 characters
     * @param now moments from which on another holder's lease is over
     * @param until when this lease will be over
     * @return whether {@code holder} has it; false as long as another one's lease is not over, unless it has longer to go
     *     than {@link #NEVER_SO_LONG}
     */
    boolean take(Task task, String holder, Instant now, Instant until);

    /** Gives a task back; nothing happens when {@code holder} does not have it. */
    void release(Task task, String holder);
}
