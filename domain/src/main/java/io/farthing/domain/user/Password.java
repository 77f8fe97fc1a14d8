package io.farthing.domain.user;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A password as a person typed it. It is never stored and never printed: {@link #toString} hides it.
 *
 * @param value {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters of any kind, but no half surrogate pairs, which
 *     have no UTF-8 form: as hashed, all of them would be alike
 */
public record Password(String value) {

    /** The shortest password that a user may choose. */
    public static final int MIN_LENGTH = 8;

    /** The longest; hashing costs time in proportion. */
    public static final int MAX_LENGTH = 256;

    /** Refuses what nobody may choose. */
    public Password {
        if (!isAllowed(value)) {
            throw new IllegalArgumentException("password must have " + MIN_LENGTH + " to " + MAX_LENGTH
                    + " characters, and no half surrogate pairs");
        }
    }

    /** Reads what a person typed; nothing when nobody may choose it. */
    public static Optional<Password> parse(String text) {
        return isAllowed(text) ? Optional.of(new Password(text)) : Optional.empty();
    }

    private static boolean isAllowed(String text) {
        return text.length() >= MIN_LENGTH
                && text.length() <= MAX_LENGTH
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
