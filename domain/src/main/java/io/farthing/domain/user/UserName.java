package io.farthing.domain.user;

import io.farthing.domain.text.Texts;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name with which a person logs in and is shown: unique without regard to case.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters, in Unicode's composed form
 */
public record UserName(String value) {

    /** The longest name. */
    public static final int MAX_LENGTH = 64;

    // More than any name takes before it is composed, by far. To put many marks over one letter into their order takes
    // as long as the square of their number, and strangers can type what they like.
    private static final int MAX_TYPED_LENGTH = 16 * MAX_LENGTH;

    // Pages show them as one.
    private static final Pattern TWO_BLANKS = Pattern.compile("\\p{Zs}{2}");

    /** Refuses what cannot be a name. */
    public UserName {
        Texts.requireLabel("name", value, MAX_LENGTH);
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("name must be in Unicode normal form C");
        }
    }

    /** Reads what a person typed, blanks around it ignored; nothing when it cannot be a name. */
    public static Optional<UserName> parse(String text) {
        String typed = text.strip();
        if (typed.length() > MAX_TYPED_LENGTH) {
            return Optional.empty();
        }
        String value = Normalizer.normalize(typed, Normalizer.Form.NFC);
        return Texts.isLabel(value, MAX_LENGTH) ? Optional.of(new UserName(value)) : Optional.empty();
    }

    /**
     * Whether all of it can be seen, as is asked of a new name: otherwise it could pass for another one. A name from
     * before this was asked stays one.
     */
    public boolean isVisible() {
        return Texts.isAllSeen(value) && !TWO_BLANKS.matcher(value).find();
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
