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
 * that ends in a dot, or in a number without being an IP address in its usual form, a port that is empty, zero or the
 * scheme's own, {@code .} and {@code ..} segments, and encoded slashes, back-slashes, dots and control characters in
 * the path. Letters beyond ASCII are allowed behind the host only.
 *
 * @param scheme {@code http} or {@code https}
 * @param authority host and, unless it is the scheme's own, port
 * @param path empty, or beginning with a slash
 * @param query empty, or beginning with a question mark
 */
public record WebUri(String scheme, String authority, String path, String query) {

    /**
     * The longest URI, in bytes of the form in which it travels, where a letter beyond ASCII is percent-encoded: 6, 9 or 12
     * of them.
     */
    public static final int MAX_LENGTH = 2048;

    private static final String LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    // Browsers take any host that ends in a number for an IPv4 address, in octal or hex if it looks so.
    private static final String NAME = "(" + LABEL + "\\.)*[a-z]([a-z0-9-]*[a-z0-9])?";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
    private static final String GROUPS = "[0-9a-f]{1,4}(:[0-9a-f]{1,4})*";
    // Eight groups, or fewer around one double colon.
    private static final String IPV6 = "\\[((?=([0-9a-f]+:){7}[0-9a-f]+\\])" + GROUPS
            + "|(?=([0-9a-f]*:){2,7}[0-9a-f]*\\])(" + GROUPS + ")?::(" + GROUPS + ")?)\\]";
    private static final Pattern AUTHORITY =
            Pattern.compile("(" + NAME + "|" + IPV4 + "|" + IPV6 + ")(:[1-9][0-9]{0,4})?");
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
        if (schemeEnd < 0) {
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
        return scheme.length() + 3 + authority.length() + encodedLength(path) + encodedLength(query) <= MAX_LENGTH
                && (scheme.equals("http") || scheme.equals("https"))
                && AUTHORITY.matcher(authority).matches()
                && isPortNeeded(scheme, authority)
                && (path.isEmpty() || path.startsWith("/"))
                && path.indexOf('?') < 0
                && (query.isEmpty() || query.startsWith("?"))
                && isPlain(path + query)
                && !AMBIGUOUS_PATH.matcher(path).matches();
    }

    private static int encodedLength(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Two of the last kind make up a letter of four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 6 : 9;
        }
        return length;
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
                        .noneMatch(c -> c == '\\'
                                || c == '#'
                                || c == '<'
                                || c == '>'
                                || c == '"'
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
