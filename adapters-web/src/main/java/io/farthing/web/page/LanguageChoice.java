package io.farthing.web.page;

import io.farthing.web.session.Cookies;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which language a browser gets: the one chosen on a page of ours, else the one it asks for, else English. */
public final class LanguageChoice {
    private static final String COOKIE = "farthing-language";
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final int MAX_HEADER_LENGTH = 500;

    private final Cookies cookies;

    /** Remembers choices in a cookie. */
    @Inject
    public LanguageChoice(Cookies cookies) {
        this.cookies = cookies;
    }

    /** The language for an answer to this request. */
    public Language of(Context ctx) {
        return cookies.read(ctx, COOKIE).flatMap(Language::ofTag).orElseGet(() -> wanted(ctx));
    }

    /** Remembers a choice. */
    public void remember(Context ctx, Language language) {
        cookies.write(ctx, COOKIE, language.tag(), REMEMBERED);
    }

    private static Language wanted(Context ctx) {
        String header = ctx.header("Accept-Language");
        if (header == null || header.length() > MAX_HEADER_LENGTH) {
            return Language.ENGLISH;
        }
        return ranges(header).stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> spoken(range.getRange()).stream())
                .findFirst()
                .orElse(Language.ENGLISH);
    }

    private static Optional<Language> spoken(String range) {
        String wanted = Locale.forLanguageTag(range).getLanguage();
        return Stream.of(Language.values())
                .filter(language ->
                        Locale.forLanguageTag(language.tag()).getLanguage().equals(wanted))
                .findFirst();
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The second is what Java 17 makes of a lone hyphen.
            return List.of();
        }
    }
}
