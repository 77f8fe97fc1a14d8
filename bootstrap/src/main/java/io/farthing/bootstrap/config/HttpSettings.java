package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import io.farthing.domain.app.WebUri;
import java.util.Optional;

/**
 * Where the server listens, and how it is reached.
 *
 * @param host the name or address of the interface; an address of IPv6 without brackets, however it was written
 * @param port the TCP port; 0 for any that is free
 * @param publicUrl the origin under which browsers and apps reach the server, where it differs
 * @param trustedProxies the proxies that are believed when they say whom they speak for
 */
public record HttpSettings(
        @Setting(
                key = "http.host",
                defaultValue = "127.0.0.1",
                description = "The name or address on which the server listens; 0.0.0.0 for all. An IPv6 address may be"
                        + " written with or without brackets.")
        String host,

        @Setting(
                key = "http.port",
                defaultValue = "8080",
                description = "The TCP port; 0 for any that is free.",
                max = 65535)
        int port,

        @Setting(
                key = "public-url",
                description = "The origin under which browsers reach the server, such as https://wallet.example;"
                        + " needed behind a proxy. With https, cookies are sent over encrypted connections only.")
        Optional<WebUri> publicUrl,

        @Setting(
                key = "http.trusted-proxies",
                description = "The IP addresses of proxies, separated by commas, whose X-Forwarded-For header is"
                        + " believed; without any, a client is whoever connects.")
        Optional<TrustedProxies> trustedProxies) {

    /** Takes an address of IPv6 out of its brackets, in which URLs have it. */
    public HttpSettings {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
    }

    /** Where the server is reached without a proxy, when it listens on {@code actualPort}. */
    public String url(int actualPort) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }
}
