package io.farthing.application.port.in;

/** What a caller asked for is against a rule; the message names the field and the way out, and holds no secret. */
public final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** A refusal of what was given for {@code field}. */
    public InvalidInput(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The name of the field, as the protocol and the operator API spell it. */
    public String field() {
        return field;
    }
}
