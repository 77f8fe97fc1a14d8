package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import io.farthing.dotwallet.server.ErrorCodes;

/**
 * How the DotWallet endpoints answer.
 *
 * @param errorCodes in which numbers refusals are told
 * @param maxBodyBytes the largest request body that is read
 */
public record ProtocolSettings(
        @Setting(
                key = "dotwallet.error-codes",
                defaultValue = "documented",
                description = "In which numbers refusals are told: documented, the positive ones of the protocol's"
                        + " documentation, or sdk, the negative ones that the published JavaScript SDKs know.")
        ErrorCodes errorCodes,

        @Setting(
                key = "dotwallet.max-body-bytes",
                defaultValue = "262144",
                description = "The largest request body that is read, in bytes.",
                min = 1024,
                max = 16_777_216)
        int maxBodyBytes) {}
