package io.farthing.web.session;

import io.farthing.domain.app.WebUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place on this server to which a browser may be sent: a path with or without a query.
 *
 * <p>Whatever a browser could take for another server, or two readers could read in two ways, is refused: a second slash
 * or a back-slash at the beginning, doubled slashes, dot segments, control characters and blanks.
 *
 * @param value beginning with exactly one slash, at most {@value #MAX_LENGTH} characters, all of them visible ASCII
 */
public record LocalPath(String value) {
    /**
     * The longest path. A redirect URI fits in that was percent-encoded in a query three times over: in the address of the
     * page that it is for, this in that of the log-in before it, and this in that of a change of the language there. A sign
     * takes up to seven characters then, of which {@code %252526} is one.
     */
    public static final int MAX_LENGTH = 7 * WebUri.MAX_LENGTH + 1000;

    private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0," + (MAX_LENGTH - 1) + "}");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("[^?]*(//|/\\.{1,2}([/?]|$)|#|%2f|%5c|%2e).*|.*#.*", Pattern.CASE_INSENSITIVE);

    /** The wallet's home. */
    public static final LocalPath WALLET = new LocalPath("/wallet");

    /** Refuses what could lead elsewhere. */
    public LocalPath {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("not a path on this server");
        }
    }

    /** Reads where to go on to; nothing when it could lead elsewhere. */
    public static Optional<LocalPath> parse(String text) {
        return isSafe(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    /** A path with a query of one parameter, percent-encoded; without it, where that would get too long. */
    public static LocalPath of(String path, String parameter, String argument) {
        return parse(path + "?" + encode(parameter, argument)).orElseGet(() -> new LocalPath(path));
    }

    /** The path with one more parameter, percent-encoded; without it, where that would get too long. */
    public LocalPath and(String parameter, String argument) {
        return parse(value + "&" + encode(parameter, argument)).orElse(this);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String encode(String parameter, String argument) {
        return parameter + "=" + URLEncoder.encode(argument, StandardCharsets.UTF_8);
    }

    private static boolean isSafe(String text) {
        return SAFE.matcher(text).matches() && !AMBIGUOUS.matcher(text).matches();
    }
}
