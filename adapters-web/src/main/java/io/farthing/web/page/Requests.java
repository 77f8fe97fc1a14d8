package io.farthing.web.page;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.web.session.LocalPath;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Where a request leads to, and where its answer sends the browser. */
public final class Requests {
    private Requests() {}

    /** Path and query of the request; nothing when they are no {@link LocalPath}. */
    public static Optional<LocalPath> here(Context ctx) {
        String query = ctx.queryString();
        String path = ctx.req().getRequestURI();
        return LocalPath.parse(ascii(query == null ? path : path + "?" + query));
    }

    /** A parameter of the query, the first one of that name, or the empty text. */
    public static String query(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryString())
                .map(query -> parameter(query, name))
                .orElse("");
    }

    // Javalin takes the whole query apart whenever it is asked for a part of it. A query of nothing but parameters
    // needs a hundred times its memory then.
    static String parameter(String query, String name) {
        for (int start = 0; start < query.length(); ) {
            int next = query.indexOf('&', start);
            int end = next < 0 ? query.length() : next;
            if (query.startsWith(name, start)
                    && start + name.length() < end
                    && query.charAt(start + name.length()) == '=') {
                return decode(query.substring(start + name.length() + 1, end));
            }
            start = end + 1;
        }
        return "";
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign without two hex digits behind it.
            return "";
        }
    }

    /** A field of the form, or the empty text. */
    public static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }

    /** Sends the browser on to a page of ours, with a GET. */
    public static void goOn(Context ctx, LocalPath target) {
        goOn(ctx, target.value());
    }

    /** Sends the browser on to an app, with a GET. The URI has been checked against those that the app registered. */
    public static void goOn(Context ctx, WebUri target) {
        goOn(ctx, target.toString());
    }

    /** Sends the browser on to an app with one more parameter, and leaves the rest of the URI as it is. */
    public static void goOn(Context ctx, WebUri target, String parameter, Secret argument) {
        String separator = target.query().isEmpty() ? "?" : "&";
        goOn(ctx, target + separator + parameter + "=" + argument.value());
    }

    private static void goOn(Context ctx, String target) {
        ctx.redirect(ascii(target), HttpStatus.SEE_OTHER);
    }

    /** An address as headers, which are ASCII, may hold it: browsers read letters beyond it as percent-encoded UTF-8. */
    public static String ascii(String uri) {
        StringBuilder encoded = new StringBuilder(uri.length());
        for (byte b : uri.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }
}
