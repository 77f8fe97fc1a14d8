package io.farthing.domain.text;

import java.util.regex.Pattern;

/**
 * The rules that every text from outside obeys before it becomes a value.
 *
 * <p>A text is clean when it has no control characters (they could forge log lines, and a NUL is refused by some
 * databases) and no half surrogate pairs (they have no UTF-8 form). Lengths are UTF-16 units, the larger of what
 * databases count. Thread-safe: no state.
 */
public final class Texts {

    // Format characters and separators; letters, marks and blanks that are drawn as nothing, or that nobody tells from
    // plain blanks.
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cf}\\p{Zl}\\p{Zp}\\u00a0\\u034f\\u115f\\u1160\\u17b4\\u17b5"
                    + "\\u180b-\\u180f\\u2007\\u202f\\u2065\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8\\x{e0000}-\\x{e0fff}]");

    // Marks, embeddings, overrides and isolates, which change the order in which others are drawn.
    private static final Pattern TURNING = Pattern.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private Texts() {}

    /** Whether {@code text} has neither control characters nor half surrogate pairs. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether every character of {@code text} can be seen, or is a plain blank. */
    public static boolean isAllSeen(String text) {
        return !UNSEEN.matcher(text).find();
    }

    /**
     * Whether people see {@code text} as it is written: something of it can be seen, and nothing in it changes the order of
     * the rest. It may have characters that are drawn as nothing, because Persian and emoji need some.
     */
    public static boolean isReadable(String text) {
        return !TURNING.matcher(text).find()
                && !UNSEEN.matcher(text).replaceAll("").isBlank();
    }

    /** Whether {@code text} is so many lower-case hex digits. Payments ask for it, so it is no regular expression. */
    public static boolean isHex(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} is clean, not blank, without blanks around it, and at most {@code maxLength} long. */
    public static boolean isLabel(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && text.strip().length() == text.length() && isClean(text);
    }

    /**
     * Returns {@code text} if it is a label of at most {@code maxLength}; otherwise throws
     * {@link IllegalArgumentException} with a sentence that names {@code what}.
     */
    public static String requireLabel(String what, String text, int maxLength) {
        if (!isLabel(text, maxLength)) {
            throw new IllegalArgumentException(what + " must have 1 to " + maxLength
                    + " characters, no control characters and no blanks around it");
        }
        return text;
    }
}
