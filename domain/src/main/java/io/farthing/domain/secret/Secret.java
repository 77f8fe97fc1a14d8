package io.farthing.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return new SecretDigest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
