package io.farthing.domain.secret;

import io.farthing.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A secret as its holder presents it. It is never stored and never printed: {@link #toString} hides it.
 *
 * @param value what the holder presents
 */
public record Secret(String value) {

    /** Random bytes in a secret of ours: too many to guess, so that one fast hash protects it well enough. */
    public static final int RANDOM_BYTES = 32;

    /** The secret with these random bytes, as lower-case hex digits. */
    public static Secret ofRandom(byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a secret has " + RANDOM_BYTES + " random bytes");
        }
        return new Secret(HexFormat.of().formatHex(random));
    }

    /** What is stored in place of the secret: its SHA-256. */
    public SecretDigest digest() {
        return SecretDigest.ofBytes(Sha256.begin().digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
