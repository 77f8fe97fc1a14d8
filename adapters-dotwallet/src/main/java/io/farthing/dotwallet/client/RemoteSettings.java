package io.farthing.dotwallet.client;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Setting;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.time.Duration;

/**
 * Where the remote DotWallet is, who we are there, and how much patience and how many connections it gets.
 *
 * <p>The time-outs have upper bounds because our own clients wait meanwhile. A payment or a log-in takes two requests at
 * most, each of which waits for a place, is tried three times, and waits for the answer: with the largest values 113
 * seconds. That must stay below {@link WalletGateway#LONGEST_PATIENCE}, for which every request of our clients is kept.
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
        @Setting(
                key = "dotwallet.remote.url",
                description = "The origin of the remote DotWallet that pays, such as https://www.dotwallet.com.")
        WebUri url,

        @Setting(
                key = "dotwallet.remote.app-id",
                description = "The id of the app that the remote's operator registered for this server.")
        String appId,

        @Setting(key = "dotwallet.remote.secret", description = "The secret of that app.")
        Secret secret,

        @Setting(
                key = "dotwallet.remote.connect-timeout",
                defaultValue = "3s",
                description = "How long making a connection to the remote may take.",
                min = 1,
                max = 5)
        Duration connectTimeout,

        @Setting(
                key = "dotwallet.remote.request-timeout",
                defaultValue = "10s",
                description =
                        "How long a request to the remote may take; after that the outcome of a payment is unknown"
                                + " until the remote has been asked.",
                min = 1,
                max = 20)
        Duration requestTimeout,

        @Setting(
                key = "dotwallet.remote.max-concurrent",
                defaultValue = "32",
                description = "How many requests to the remote are on their way at the same time.",
                min = 1,
                max = 1000)
        int maxConcurrent,

        @Setting(
                key = "dotwallet.remote.max-waiting",
                defaultValue = "1000",
                description = "How many more requests wait for one of those to end; beyond that payments are refused"
                        + " at once. At least as many as there are look-ups of unknown payments at a time.",
                min = WalletGateway.LOOK_UPS_SIDE_BY_SIDE,
                max = 100_000)
        int maxWaiting,

        @Setting(
                key = "dotwallet.remote.plain-http",
                defaultValue = "false",
                description = "Whether a remote on another machine may be spoken to unencrypted.")
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
