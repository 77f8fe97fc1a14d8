package io.farthing.domain.authorization;

/**
 * The number of an authorization.
 *
 * @param value positive, growing in the order in which authorizations were recorded on one server
 */
public record AuthorizationId(long value) {

    /** Refuses what is no number of an authorization. */
    public AuthorizationId {
        if (value <= 0) {
            throw new IllegalArgumentException("the number of an authorization is positive");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
