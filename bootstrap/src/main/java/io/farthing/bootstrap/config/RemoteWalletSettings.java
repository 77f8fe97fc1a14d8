package io.farthing.bootstrap.config;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The remote DotWallet that pays, where {@code wallet} is {@code dotwallet}.
 *
 * @param url its origin
 * @param appId who we are there
 * @param secret the secret that goes with it
 * @param connectTimeout how long making a connection may take
 * @param requestTimeout how long a request may take
 * @param maxConcurrent how many requests are on their way at the same time
 * @param maxWaiting how many more wait for one of those to end
 * @param plainHttpAllowed whether it may be spoken to unencrypted over a network
 */
public record RemoteWalletSettings(
        @Setting(
                key = "dotwallet.remote.url",
                description = "The origin of the remote DotWallet that pays, such as https://www.dotwallet.com; needed"
                        + " where wallet is dotwallet.")
        Optional<WebUri> url,

        @Setting(
                key = "dotwallet.remote.app-id",
                description = "The id of the app that the remote's operator registered for this server.")
        Optional<String> appId,

        @Setting(key = "dotwallet.remote.secret", description = "The secret of that app.")
        Optional<Secret> secret,

        @Setting(
                key = "dotwallet.remote.connect-timeout",
                defaultValue = "3s",
                description = "How long making a connection to the remote may take.",
                min = 1,
                max = 60)
        Duration connectTimeout,

        @Setting(
                key = "dotwallet.remote.request-timeout",
                defaultValue = "10s",
                description =
                        "How long a request to the remote may take; after that the outcome of a payment is unknown"
                                + " until the remote has been asked.",
                min = 1,
                max = 60)
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
                        + " at once.",
                max = 100_000)
        int maxWaiting,

        @Setting(
                key = "dotwallet.remote.plain-http",
                defaultValue = "false",
                description = "Whether a remote on another machine may be spoken to unencrypted.")
        boolean plainHttpAllowed) {}
