package io.farthing.web.server;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * How the HTTP server is reached, and what it accepts.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param publicUrl what browsers see in front of our paths, without path and query of its own; without it, whatever
 *     host the browser names, over {@code http}
 * @param operatorToken who knows it is the operator
 * @param maxRequestBytes the largest body that is read
 * @param trustedProxies the addresses of proxies whose {@code X-Forwarded-For} is believed
 */
public record WebSettings(
        String host,
        int port,
        Optional<WebUri> publicUrl,
        Secret operatorToken,
        int maxRequestBytes,
        Set<InetAddress> trustedProxies) {

    /** The size of a body that is enough for every request of the protocol: 256 KiB. */
    public static final int DEFAULT_MAX_REQUEST_BYTES = 256 * 1024;

    /** Refuses what no server can be set to. */
    public WebSettings {
        trustedProxies = Set.copyOf(trustedProxies);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (maxRequestBytes < 1024) {
            throw new IllegalArgumentException(
                    "the largest body must have at least 1024 bytes, not " + maxRequestBytes);
        }
        if (operatorToken.value().isBlank()) {
            throw new IllegalArgumentException("the operator token must not be blank");
        }
        if (publicUrl
                .filter(url -> !url.path().isEmpty() || !url.query().isEmpty())
                .isPresent()) {
            throw new IllegalArgumentException("the public URL must end after host and port");
        }
    }

    /** Whether browsers reach us over {@code https}. */
    public boolean isEncrypted() {
        return publicUrl.map(WebUri::isEncrypted).orElse(false);
    }
}
