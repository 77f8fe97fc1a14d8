package io.farthing.bootstrap.failure;

/**
 * Something could not be done, for a reason that was foreseen. The message is one sentence for the person who asked: what
 * is wrong, and what to do about it. It holds no secret.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure that no other fault is behind. */
    public Failure(String message) {
        super(message);
    }

    /** A failure with the fault behind it. */
    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
