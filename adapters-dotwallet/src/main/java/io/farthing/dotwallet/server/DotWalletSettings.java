package io.farthing.dotwallet.server;

/**
 * What the operator decides about the DotWallet endpoints.
 *
 * @param errorCodes which numbers the codes travel under
 * @param maxBodyBytes the longest body of a request
 */
public record DotWalletSettings(ErrorCodes errorCodes, int maxBodyBytes) {
    /** The longest body unless the operator says otherwise. */
    public static final int DEFAULT_MAX_BODY_BYTES = 256 * 1024;
    /** The documented codes, and bodies of up to {@value #DEFAULT_MAX_BODY_BYTES} bytes. */
    public static final DotWalletSettings DEFAULT =
            new DotWalletSettings(ErrorCodes.DOCUMENTED, DEFAULT_MAX_BODY_BYTES);

    private static final int LEAST_MAX_BODY_BYTES = 1024;
    private static final int GREATEST_MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** Refuses sizes that no payment fits into, and sizes that a few clients could fill the memory with. */
    public DotWalletSettings {
        if (maxBodyBytes < LEAST_MAX_BODY_BYTES || maxBodyBytes > GREATEST_MAX_BODY_BYTES) {
            throw new IllegalArgumentException("dotwallet.max-body-bytes is " + maxBodyBytes + "; choose "
                    + LEAST_MAX_BODY_BYTES + " to " + GREATEST_MAX_BODY_BYTES);
        }
    }
}
