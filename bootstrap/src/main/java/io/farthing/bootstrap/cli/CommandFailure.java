package io.farthing.bootstrap.cli;

/** A command could not do what it was asked to; the message is a sentence for the person who typed it. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure that nothing else caused. */
    public CommandFailure(String message) {
        super(message);
    }

    /** A failure with the fault behind it. */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
