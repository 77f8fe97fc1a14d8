package io.farthing.web.operator;

/** Stops the answer to a request of the operator's in favour of one that says what is wrong, and with which field. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;

    /**
     * A refusal.
     *
     * @param status the HTTP status
     * @param field the field of the body, query or header that is wrong; empty when it is none of them
     * @param message a sentence with the way out, without secrets
     */
    Refusal(int status, String field, String message) {
        super(message);
        this.status = status;
        this.field = field;
    }

    /** Something in the body, the query or a header is wrong. */
    static Refusal wrong(String field, String message) {
        return new Refusal(400, field, message);
    }

    /** What the path names does not exist. */
    static Refusal unknown(String field, String message) {
        return new Refusal(404, field, message);
    }

    int status() {
        return status;
    }

    String field() {
        return field;
    }
}
