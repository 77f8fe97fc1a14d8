package io.farthing.domain.app;

import io.farthing.domain.text.Texts;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An absolute {@code http} or {@code https} URI in the one form that everybody reads alike.
 *
 * <p>Browsers, proxies and libraries disagree about user info, back-slashes, encoded slashes, dots at the end of a host
 * and much else, and each disagreement is a way past a check. So whatever could be read in two ways is refused instead
 * of repaired: user info, fragments, blanks, control characters, back-slashes, upper case in scheme or host, a host
 * that ends in a dot, a port that is empty, zero or the scheme's own, {@code .} and {@code ..} segments, and
 * encoded slashes, back-slashes, dots and control characters in the path. Letters beyond ASCII are allowed behind the
 * host only.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host and, unless it is the scheme's own, port
 * @param path empty, or beginning with a slash
 * @param query empty, or beginning with a question mark
 */
public record WebUri(String scheme, String authority, String path, String query) {

    /** The longest URI. */
    public static final int MAX_LENGTH = 2048;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    private static final Pattern AUTHORITY =
            Pattern.compile("(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9a-f:.]{2,45}\\])(:[1-9][0-9]{0,4})?");
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]+)?");
    private static final Pattern AMBIGUOUS_PATH =
            Pattern.compile("(?i).*(%2f|%5c|%2e|%0|%1|%7f|//|/\\.{1,2}(/|$)).*", Pattern.DOTALL);
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** Refuses parts that do not make up one unambiguous URI. */
    public WebUri {
        if (!isUnambiguous(scheme, authority, path, query)) {
            throw new IllegalArgumentException("not an unambiguous http or https URI");
        }
    }

    /** Reads a URI exactly as given; nothing when it could be read in two ways. */
    public static Optional<WebUri> parse(String text) {
        int schemeEnd = text.indexOf("://");
        if (schemeEnd < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String scheme = text.substring(0, schemeEnd);
        String rest = text.substring(schemeEnd + 3);
        int pathStart = firstOf(rest, "/?#\\", 0);
        int queryStart = firstOf(rest, "?#", pathStart);
        String authority = rest.substring(0, pathStart);
        String path = rest.substring(pathStart, queryStart);
        String query = rest.substring(queryStart);
        return isUnambiguous(scheme, authority, path, query)
                ? Optional.of(new WebUri(scheme, authority, path, query))
                : Optional.empty();
    }

    /** Scheme, host and port: what a browser calls the origin. */
    public String origin() {
        return scheme + "://" + authority;
    }

    /** Whether the host is this machine itself, so that unencrypted {@code http} crosses no network. */
    public boolean isLoopback() {
        return LOOPBACK.matcher(authority).matches();
    }

    /** Whether it is encrypted on the way. */
    public boolean isEncrypted() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return scheme + "://" + authority + path + query;
    }

    private static boolean isUnambiguous(String scheme, String authority, String path, String query) {
        return (scheme.equals("http") || scheme.equals("https"))
                && AUTHORITY.matcher(authority).matches()
                && isPortNeeded(scheme, authority)
                && (path.isEmpty() || path.startsWith("/"))
                && (query.isEmpty() || query.startsWith("?"))
                && isPlain(path + query)
                && !AMBIGUOUS_PATH.matcher(path).matches();
    }

    private static boolean isPortNeeded(String scheme, String authority) {
        int colon = authority.startsWith("[") ? authority.indexOf("]:") + 1 : authority.indexOf(':');
        if (colon <= 0) {
            return true;
        }
        int port = Integer.parseInt(authority.substring(colon + 1));
        return port <= 65535 && port != (scheme.equals("https") ? 443 : 80);
    }

    private static boolean isPlain(String text) {
        return text.chars()
                        .noneMatch(c -> c <= ' '
                                || c == '\\'
                                || c == '#'
                                || c == '<'
                                || c == '>'
                                || c == '"'
                                || c == 0x7f
                                || Character.isISOControl(c)
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c))
                && Texts.isClean(text)
                && !BAD_ESCAPE.matcher(text).find();
    }

    private static int firstOf(String text, String letters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (letters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
