package io.farthing.domain.event;

import java.util.regex.Pattern;

/**
 * The durable name of a listener: what waits for it is kept under this name, so a listener that is to go on where it
 * stopped has the same name after a restart.
 *
 * @param value lower-case letters, digits and dashes, at most {@value #MAX_LENGTH}, the first one a letter
 */
public record ListenerName(String value) {

    /** The most characters of a name. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*");

    /** Refuses what is no name. */
    public ListenerName {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("the name of a listener is at most " + MAX_LENGTH
                    + " lower-case letters, digits and dashes, the first one a letter, and not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
