package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import java.time.Duration;

/**
 * Who may come in, and where browsers may be sent.
 *
 * @param signUpAllowed whether anybody may become a user
 * @param sessionLifetime how long a log-in lasts
 * @param plainHttpAllowed whether apps may have browsers sent to unencrypted URIs of other machines
 */
public record AccessSettings(
        @Setting(
                key = "users.sign-up",
                defaultValue = "false",
                description =
                        "Whether anybody who reaches the server may become a user; nobody does where an outside wallet logs"
                                + " people in.")
        boolean signUpAllowed,

        @Setting(
                key = "sessions.lifetime",
                defaultValue = "12h",
                description = "How long a log-in to the wallet's pages lasts, such as 30m, 12h or 7d.",
                min = 60,
                max = 31_536_000)
        Duration sessionLifetime,

        @Setting(
                key = "redirects.plain-http",
                defaultValue = "false",
                description = "Whether apps may have browsers sent to unencrypted http URIs of other machines.")
        boolean plainHttpAllowed) {}
