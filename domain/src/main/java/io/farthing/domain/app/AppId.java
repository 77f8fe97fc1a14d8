package io.farthing.domain.app;

import java.util.Locale;
import java.util.Optional;

/**
 * The public id of an app.
 *
 * @param value 1 to {@value #MAX_LENGTH} lower-case letters, digits, {@code -} and {@code _}
 */
public record AppId(String value) {

    /** The longest id. */
    public static final int MAX_LENGTH = 64;

    /** Refuses what cannot be an id. */
    public AppId {
        if (!isId(value)) {
            throw new IllegalArgumentException("app_id must have 1 to " + MAX_LENGTH + " letters, digits, - or _");
        }
    }

    /** Reads what a client sent: blanks around it and case are ignored; nothing when it cannot be an id. */
    public static Optional<AppId> parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        return isId(value) ? Optional.of(new AppId(value)) : Optional.empty();
    }

    private static boolean isId(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isAllowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
