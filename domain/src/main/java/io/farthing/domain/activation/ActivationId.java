package io.farthing.domain.activation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of an activation, shown to the user: 128 random bits.
 *
 * @param value 32 lower-case hex digits
 */
public record ActivationId(String value) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /** Refuses what is no number of an activation. */
    public ActivationId {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException("the number of an activation has 32 lower-case hex digits");
        }
    }

    /** Reads the number from a link; nothing when it is none. */
    public static Optional<ActivationId> parse(String text) {
        return ID.matcher(text).matches() ? Optional.of(new ActivationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
