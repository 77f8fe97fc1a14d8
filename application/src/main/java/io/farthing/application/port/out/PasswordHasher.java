package io.farthing.application.port.out;

import io.farthing.domain.user.Password;

/**
 * Hashes passwords slowly, so that stolen hashes are of little use. Thread-safe; bounds the memory that concurrent calls
 * take by letting them wait for one another. Where too many wait already, a call may fail at once with {@link Busy}.
 */
public interface PasswordHasher {

    /** A hash with a fresh salt: two of the same password differ. */
    PasswordHash hash(Password password);

    /** Whether {@code hash} was made of {@code password}; false, too, when the hash cannot be read. */
    boolean matches(Password password, PasswordHash hash);

    /** Too many others wait for their turn: nothing was hashed or compared; shortly later the same may work. */
    final class Busy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * A refusal of one too many.
         *
         * @param mostWaiting how many may wait at most
         */
        public Busy(int mostWaiting) {
            super(mostWaiting + " others wait already to have a password hashed");
        }
    }
}
