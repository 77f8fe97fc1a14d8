package io.farthing.web.session;

import io.farthing.web.server.WebSettings;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request comes from. That is the other end of the socket, unless this is a proxy that the settings trust:
 * then it is the last address in {@code X-Forwarded-For} that isn't such a proxy itself. Thread-safe: no state.
 */
public final class ClientAddress {
    private static final int V6_NETWORK_BYTES = 8;

    private final Set<InetAddress> trustedProxies;

    /** Believes the proxies that the settings name. */
    @Inject
    public ClientAddress(WebSettings settings) {
        this.trustedProxies = settings.trustedProxies();
    }

    /**
     * The place that attempts are counted for: the address of the client, or with IPv6 its /64, which is the least that a
     * customer is given, and within which they choose addresses as they like.
     */
    public String of(Context ctx) {
        String socket = ctx.req().getRemoteAddr();
        return IpAddress.parse(socket).map(peer -> place(client(ctx, peer))).orElse(socket);
    }

    private static String place(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, V6_NETWORK_BYTES) + "/64"
                : address.getHostAddress();
    }

    private InetAddress client(Context ctx, InetAddress peer) {
        // A client can send such a header, too; the proxy's comes after it, on the same line or on one of its own.
        String forwarded = String.join(",", Collections.list(ctx.req().getHeaders("X-Forwarded-For")));
        String[] hops = forwarded.split(",", -1);
        InetAddress address = peer;
        for (int i = hops.length - 1; i >= 0 && trustedProxies.contains(address); i--) {
            Optional<InetAddress> hop = IpAddress.parse(hops[i].strip());
            if (hop.isEmpty()) {
                break;
            }
            address = hop.get();
        }
        return address;
    }
}
