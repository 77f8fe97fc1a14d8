package io.farthing.dotwallet.wire;

/**
 * Says that a request is refused, with which code and why. Nothing was taken and nothing was changed.
 *
 * <p>It carries no stack trace: it is an ordinary answer, and outsiders can cause it as often as they like.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String reason;

    /**
     * A refusal.
     *
     * @param code the code of the answer
     * @param reason a sentence for the client that names the field and the way out, and holds no secret
     */
    public Refusal(ErrorCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** The code of the answer. */
    public ErrorCode code() {
        return code;
    }

    /** The sentence for the client. */
    public String reason() {
        return reason;
    }
}
