package io.farthing.domain.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256. Thread-safe: no state. */
public final class Sha256 {

    private Sha256() {}

    /** The SHA-256 of the SHA-256 of the first {@code length} bytes. */
    public static byte[] twice(byte[] bytes, int length) {
        MessageDigest sha256 = begin();
        sha256.update(bytes, 0, length);
        return sha256.digest(sha256.digest());
    }

    /** A new computation, for one thread. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
