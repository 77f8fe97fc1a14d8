package io.farthing.domain.secret;

import io.farthing.domain.text.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The SHA-256 of a {@link Secret}.
 *
 * @param hex 64 lower-case hex digits
 */
public record SecretDigest(String hex) {

    private static final int DIGITS = 64;

    /** Refuses what is no digest. */
    public SecretDigest {
        if (!Texts.isHex(hex, DIGITS)) {
            throw new IllegalArgumentException("a digest has 64 lower-case hex digits");
        }
    }

    /** The digest of these 32 bytes. */
    public static SecretDigest ofBytes(byte[] bytes) {
        return new SecretDigest(HexFormat.of().formatHex(bytes));
    }

    /** The digest as 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Whether both are the same, in a time that does not depend on how much of them is. */
    public boolean matches(SecretDigest other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SecretDigest[hidden]";
    }
}
