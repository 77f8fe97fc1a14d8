package io.farthing.dotwallet.client;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.time.Duration;

/**
 * Where the remote DotWallet is, who we are there, and how much patience and how many connections it gets.
 *
 * @param url its origin
 * @param appId the id of the app that the remote's operator registered for us
 * @param secret the secret that goes with it
 * @param connectTimeout how long making a connection may take
 * @param requestTimeout how long a request may take, from its first byte to the last one of the answer
 * @param maxConcurrent how many requests are on their way at the same time
 * @param maxWaiting how many more wait for one of those to end; beyond that a payment is not attempted
 * @param plainHttpAllowed whether the remote may be spoken to without encryption over a network
 */
public record RemoteSettings(
        WebUri url,
        String appId,
        Secret secret,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxConcurrent,
        int maxWaiting,
        boolean plainHttpAllowed) {

    /** Refuses what would send the secret over a network unencrypted, or let nothing through. */
    public RemoteSettings {
        if (!url.isEncrypted() && !url.isLoopback() && !plainHttpAllowed) {
            throw new IllegalArgumentException("dotwallet.remote.url is " + url
                    + ": the secret of our app would travel unencrypted; use https, or set"
                    + " dotwallet.remote.plain-http to true if the network between is yours alone");
        }
        if (appId.isBlank() || maxConcurrent < 1 || maxWaiting < 0) {
            throw new IllegalArgumentException("dotwallet.remote lets no request through");
        }
        if (!isPositive(connectTimeout) || !isPositive(requestTimeout)) {
            throw new IllegalArgumentException("the time-outs of dotwallet.remote are longer than nothing");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
