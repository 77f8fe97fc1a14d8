package io.farthing.persistence;

/** A migration has failed; the message says which one, why, and what to do. */
final class MigrationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    MigrationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
