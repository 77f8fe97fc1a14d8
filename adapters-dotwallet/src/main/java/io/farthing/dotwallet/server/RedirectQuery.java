package io.farthing.dotwallet.server;

import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.FormReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a query that holds a redirect URI, percent-encoded or not.
 *
 * <p>Many clients paste the URI into the query as it is: {@code app_id=1&redirect_uri=https://shop.example/back?a=1&b=2}.
 * A percent-encoded URI has no question mark in it, so a question mark says that this one was pasted. Then the
 * parameters that follow are its own, unless they are parameters of the endpoint, and none of its percent signs may be
 * decoded: they were there before it was pasted. Thread-safe: no state.
 */
final class RedirectQuery {
    private static final String REDIRECT_URI = Field.REDIRECT_URI.key() + "=";
    /** What belongs to the endpoint wherever it stands: its own parameters, and one that clients always send along. */
    private static final Set<String> OWN = Set.of(Field.APP_ID.key(), Field.REDIRECT_URI.key(), "nonce_str");

    private RedirectQuery() {}

    static Fields read(String query) {
        int start = query.startsWith(REDIRECT_URI) ? 0 : query.indexOf("&" + REDIRECT_URI) + 1;
        if (!query.startsWith(REDIRECT_URI, start)) {
            return FormReader.read(query);
        }
        String[] behind = query.substring(start + REDIRECT_URI.length()).split("&", -1);
        if (behind[0].indexOf('?') < 0) {
            return FormReader.read(query);
        }
        List<String> endpoints = new ArrayList<>();
        StringBuilder uri = new StringBuilder(behind[0]);
        for (int i = 1; i < behind.length; i++) {
            if (OWN.contains(behind[i].split("=", 2)[0])) {
                endpoints.add(behind[i]);
            } else {
                uri.append('&').append(behind[i]);
            }
        }
        endpoints.add(REDIRECT_URI + encode(uri.toString()));
        return FormReader.read(query.substring(0, start) + String.join("&", endpoints));
    }

    /** Encodes what {@link FormReader} would otherwise decode or split at. */
    private static String encode(String uri) {
        return uri.replace("%", "%25").replace("+", "%2B").replace("&", "%26");
    }
}
