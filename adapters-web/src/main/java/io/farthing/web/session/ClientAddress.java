package io.farthing.web.session;

import io.farthing.web.server.WebSettings;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from. That is the other end of the socket, unless this is a proxy that the settings trust:
 * then it is the last address in {@code X-Forwarded-For} that isn't such a proxy itself. Thread-safe: no state.
 */
public final class ClientAddress {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
    private static final Pattern PLAUSIBLE = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private final Set<String> trustedProxies;

    /** Believes the proxies that the settings name. */
    @Inject
    public ClientAddress(WebSettings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    /** The address of the client, for slowing down attempts to log in. */
    public String of(Context ctx) {
        String address = ctx.req().getRemoteAddr();
        if (!trustedProxies.contains(address)) {
            return address;
        }
        // A client can send such a header, too; the proxy's comes after it, on the same line or on one of its own.
        String forwarded = String.join(",", Collections.list(ctx.req().getHeaders("X-Forwarded-For")));
        String[] hops = SEPARATOR.split(forwarded.strip(), -1);
        for (int i = hops.length - 1; i >= 0 && trustedProxies.contains(address); i--) {
            if (!PLAUSIBLE.matcher(hops[i]).matches()) {
                break;
            }
            address = hops[i];
        }
        return address;
    }
}
