package io.farthing.application.spi;

import java.util.regex.Pattern;

/**
 * What an adapter is called, in the settings and in messages.
 *
 * @param value lower-case letters, digits and dashes, at most {@value #MAX_LENGTH}, the first one a letter
 */
public record AdapterName(String value) {

    /** The most characters of a name. */
    public static final int MAX_LENGTH = 32;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*");

    /** Refuses what is no name. */
    public AdapterName {
        if (!FORM.matcher(value).matches() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the name of an adapter is at most " + MAX_LENGTH
                    + " lower-case letters, digits and dashes, the first one a letter");
        }
    }

    /** The name as it is written in the settings. */
    @Override
    public String toString() {
        return value;
    }
}
