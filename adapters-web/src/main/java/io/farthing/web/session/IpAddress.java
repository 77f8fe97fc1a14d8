package io.farthing.web.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads IP addresses as people, proxies and sockets write them, so that all spellings of one are equal. Names are never
 * looked up. Thread-safe: no state.
 */
public final class IpAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpAddress() {}

    /**
     * The address of that text; nothing when it is none. IPv6 may be in brackets and with a zone, which is left out, and
     * an IPv4 address that is mapped to IPv6 is that IPv4 address.
     */
    public static Optional<InetAddress> parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        if (zone >= 0) {
            bare = bare.substring(0, zone);
        }
        boolean isV6 = bare.contains(":");
        if (!(isV6 ? V6 : V4).matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            // What is in brackets is never taken for a name, and neither is a whole IPv4 address.
            return Optional.of(InetAddress.getAllByName(isV6 ? "[" + bare + "]" : bare)[0]);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
