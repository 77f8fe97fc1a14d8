package io.farthing.domain.user;

import io.farthing.domain.text.Texts;
import java.util.Optional;

/**
 * The name by which apps know a user: opaque, the same for every app, never reused.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters
 */
public record UserOpenId(String value) {

    /** The longest open id. */
    public static final int MAX_LENGTH = 128;

    /** Refuses what cannot be an open id. */
    public UserOpenId {
        Texts.requireLabel("user_open_id", value, MAX_LENGTH);
    }

    /** Reads what a client sent, blanks around it ignored; nothing when it cannot be an open id. */
    public static Optional<UserOpenId> parse(String text) {
        String value = text.strip();
        return Texts.isLabel(value, MAX_LENGTH) ? Optional.of(new UserOpenId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
