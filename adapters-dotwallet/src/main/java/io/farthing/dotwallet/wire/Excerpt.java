package io.farthing.dotwallet.wire;

import io.farthing.domain.text.Texts;

/**
 * Quotes what a client sent, so that a message can say what it is about: shortened, and with question marks in place of
 * what could forge a line of a log or has no UTF-8 form. Never for secrets. Thread-safe: no state.
 */
public final class Excerpt {
    /** The most characters that are quoted. */
    public static final int MAX_LENGTH = 40;

    private Excerpt() {}

    /** The beginning of {@code text}, clean and in quotation marks. */
    public static String of(String text) {
        boolean isShort = text.length() <= MAX_LENGTH;
        String beginning = isShort ? text : text.substring(0, MAX_LENGTH);
        String clean = Texts.isClean(beginning) ? beginning : clean(beginning);
        return "\"" + clean + (isShort ? "\"" : "…\"");
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
