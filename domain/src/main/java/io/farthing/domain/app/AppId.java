package io.farthing.domain.app;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public id of an app.
 *
 * @param value 1 to {@value #MAX_LENGTH} lower-case letters, digits, {@code -} and {@code _}
 */
public record AppId(String value) {

    /** The longest id. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern ID = Pattern.compile("[0-9a-z_-]{1," + MAX_LENGTH + "}");

    /** Refuses what cannot be an id. */
    public AppId {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException("app_id must have 1 to " + MAX_LENGTH + " letters, digits, - or _");
        }
    }

    /** Reads what a client sent: blanks around it and case are ignored; nothing when it cannot be an id. */
    public static Optional<AppId> parse(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        return ID.matcher(value).matches() ? Optional.of(new AppId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
