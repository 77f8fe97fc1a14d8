package io.farthing.domain.user;

import io.farthing.domain.text.Texts;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The name with which a person logs in and is shown: unique without regard to case.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters, in Unicode's composed form
 */
public record UserName(String value) {

    /** The longest name. */
    public static final int MAX_LENGTH = 64;

    /** Refuses what cannot be a name. */
    public UserName {
        Texts.requireLabel("name", value, MAX_LENGTH);
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("name must be in Unicode normal form C");
        }
    }

    /** Reads what a person typed, blanks around it ignored; nothing when it cannot be a name. */
    public static Optional<UserName> parse(String text) {
        String value = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return Texts.isLabel(value, MAX_LENGTH) ? Optional.of(new UserName(value)) : Optional.empty();
    }

    /** What two names share that only differ in case or in the width of their letters. */
    public String key() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
