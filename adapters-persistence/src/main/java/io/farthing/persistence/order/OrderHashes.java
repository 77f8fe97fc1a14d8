package io.farthing.persistence.order;

import io.farthing.domain.hash.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Hashes of the digests of order numbers: 32 bits, enough to find the few payments that can have it. Apps choose their order
 * numbers, and whoever knew the hashes could choose many whose hashes are all nearly alike: they would crowd in one block and
 * in a few slots of memory, and each payment of everybody would have to look through them. So each database has a key of its
 * own, which nobody is told. Thread-safe.
 */
final class OrderHashes {

    /** How many bits a hash has. */
    static final int BITS = Integer.SIZE;

    private final byte[] key;

    OrderHashes(byte[] key) {
        this.key = key.clone();
    }

    /** The hash of a digest, as a number from 1 to 2³² − 1. */
    long of(UUID digest) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(key);
        sha256.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(digest.getMostSignificantBits())
                .putLong(digest.getLeastSignificantBits())
                .flip());
        return hash(ByteBuffer.wrap(sha256.digest()).getInt());
    }

    /** The hash with these bits; 0 is none, because it says that a slot of {@link RecentOrders} is empty. */
    static long hash(int bits) {
        return Math.max(1, Integer.toUnsignedLong(bits));
    }
}
