package io.farthing.bootstrap.config;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The proxies that are believed when they say whom they speak for.
 *
 * @param addresses their IP addresses, at least one
 */
public record TrustedProxies(Set<String> addresses) {

    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Refuses what is no IP address: names are not looked up. */
    public TrustedProxies {
        addresses = Set.copyOf(addresses);
        if (addresses.isEmpty() || !addresses.stream().allMatch(ADDRESS.asMatchPredicate())) {
            throw new IllegalArgumentException("one or several IP addresses, separated by commas");
        }
    }

    /** Those that are written with commas between them; throws {@link IllegalArgumentException} otherwise. */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(
                Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }
}
