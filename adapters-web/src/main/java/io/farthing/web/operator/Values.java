package io.farthing.web.operator;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Turns what was sent into values, those of the domain above all, and says the domain's words in an answer. */
final class Values {
    private static final String DEFAULT_LIMIT = "100";

    // Javalin takes a field that it cannot decode for one that is not there.
    private static final Pattern NOT_ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Values() {}

    /** The value, or a {@link Refusal} with the sentence in which the value's own rules refuse it. */
    static <T> T of(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw Refusal.wrong(field, message == null ? field + " is wrong." : message);
        }
    }

    /** What the query says in a field, if anything; a {@link Refusal} when it says that twice, or nobody can read it. */
    static Optional<String> query(Context ctx, String field) {
        String query = ctx.queryString();
        if (query != null && NOT_ENCODED.matcher(query).find()) {
            throw Refusal.wrong(
                    field, "The query has a percent sign without two hex digits after it; write it as %25.");
        }
        if (ctx.queryParams(field).size() > 1) {
            throw Refusal.wrong(field, field + " occurs twice.");
        }
        return Optional.ofNullable(ctx.queryParam(field));
    }

    /** How many entries a page of a list is to have, at most {@code most}; the usual number when nothing is said. */
    static int limit(Context ctx, int most) {
        String text = query(ctx, "limit").orElse(DEFAULT_LIMIT);
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw Refusal.wrong("limit", "limit must be 1 to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    /** The word that stands for a value in an answer. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
