package io.farthing.domain.authorization;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an authorization.
 *
 * @param value positive, growing in the order in which authorizations were recorded on one server
 */
public record AuthorizationId(long value) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Refuses what is no number of an authorization. */
    public AuthorizationId {
        if (value <= 0) {
            throw new IllegalArgumentException("the number of an authorization is positive");
        }
    }

    /** Reads the number from a link, written as {@link #toString} does; nothing when it is none. */
    public static Optional<AuthorizationId> parse(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new AuthorizationId(Long.parseLong(text)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
