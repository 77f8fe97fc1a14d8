package io.farthing.dotwallet.server;

import io.farthing.application.spi.Setting;

/**
 * What the operator decides about the DotWallet endpoints.
 *
 * @param numbering which numbers the codes travel under
 * @param maxBodyBytes the longest body of a request: one that a payment fits into, and that a few clients cannot fill the
 *     memory with
 */
public record DotWalletSettings(
        @Setting(
                key = "dotwallet.error-codes",
                defaultValue = "documented",
                description = "In which numbers refusals are told: documented, the positive ones of the protocol's"
                        + " documentation, or sdk, the negative ones that the published JavaScript SDKs know.")
        CodeNumbering numbering,

        @Setting(
                key = "dotwallet.max-body-bytes",
                defaultValue = "262144",
                description = "The largest request body that is read, in bytes.",
                min = 1024,
                max = 16_777_216)
        int maxBodyBytes) {}
