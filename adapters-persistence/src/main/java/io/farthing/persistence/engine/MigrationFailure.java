package io.farthing.persistence.engine;

/** A migration has failed; the message says which one, why, and what to do. */
public final class MigrationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says that sentence to whoever starts the server. */
    public MigrationFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
