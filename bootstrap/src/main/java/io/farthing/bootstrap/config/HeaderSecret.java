package io.farthing.bootstrap.config;

import io.farthing.domain.secret.Secret;
import java.util.regex.Pattern;

/**
 * A secret that can be presented in a header of HTTP: what is not visible ASCII gets there changed or not at all, and
 * what is too long is refused there.
 *
 * @param secret the secret itself
 */
public record HeaderSecret(Secret secret) {

    private static final Pattern PRESENTABLE = Pattern.compile("[!-~]{8,1000}");

    /** Refuses what cannot be presented, with words that complete "it must be …" and do not repeat it. */
    public HeaderSecret {
        if (!PRESENTABLE.matcher(secret.value()).matches()) {
            throw new IllegalArgumentException("8 to 1000 visible characters of ASCII (letters without accents, digits"
                    + " and signs, no blanks), because it is presented in an HTTP header");
        }
    }

    /** The secret that was written; throws {@link IllegalArgumentException} when it cannot be presented. */
    public static HeaderSecret parse(String text) {
        return new HeaderSecret(new Secret(text));
    }
}
