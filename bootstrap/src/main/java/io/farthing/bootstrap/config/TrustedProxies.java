package io.farthing.bootstrap.config;

import io.farthing.web.session.IpAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proxies that are believed when they say whom they speak for.
 *
 * @param addresses their IP addresses, at least one
 */
public record TrustedProxies(Set<InetAddress> addresses) {

    private static final String WANTED = "one or several IP addresses, separated by commas";

    /** Refuses to trust none. */
    public TrustedProxies {
        addresses = Set.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(WANTED);
        }
    }

    /**
     * Those that are written with commas between them, in any form of an IP address; throws {@link
     * IllegalArgumentException} otherwise. Names are not looked up.
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Arrays.stream(text.split(","))
                .map(String::strip)
                .map(TrustedProxies::address)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static InetAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(() -> new IllegalArgumentException(WANTED));
    }
}
