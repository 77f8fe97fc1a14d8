package io.farthing.domain.activation;

import io.farthing.domain.text.Texts;
import java.util.Optional;

/**
 * The number of an activation, shown to the user: 128 random bits.
 *
 * @param value 32 lower-case hex digits
 */
public record ActivationId(String value) {

    private static final int DIGITS = 32;

    /** Refuses what is no number of an activation. */
    public ActivationId {
        if (!Texts.isHex(value, DIGITS)) {
            throw new IllegalArgumentException("the number of an activation has 32 lower-case hex digits");
        }
    }

    /** Reads the number from a link; nothing when it is none. */
    public static Optional<ActivationId> parse(String text) {
        return Texts.isHex(text, DIGITS) ? Optional.of(new ActivationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
