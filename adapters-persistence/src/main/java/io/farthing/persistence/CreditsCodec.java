package io.farthing.persistence;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The compact form in which a payment keeps its places in the chains of the wallets that it credits: a version, and for each
 * wallet the number of its owner, the payment that was credited to it before, and by how much the highest number of all
 * before is above that one's. Numbers are in {@link Base128}; no payment has the number 0, which stands for none.
 */
final class CreditsCodec {

    private static final byte VERSION = 1;

    private static final int TYPICAL_BYTES = 8;

    private CreditsCodec() {}

    /**
     * Nothing for a payment that credits no wallet.
     *
     * @param before the payments credited earlier to each wallet, by the number of its owner
     */
    static byte @Nullable [] encode(SortedMap<Long, PaymentChain> before) {
        if (before.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 + before.size() * TYPICAL_BYTES);
        out.write(VERSION);
        before.forEach((user, chain) -> write(out, user, chain));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long user, PaymentChain before) {
        Base128.write(out, user);
        Long last = before.last();
        Long highest = before.highest();
        Base128.write(out, last == null ? 0 : last);
        Base128.write(out, last == null || highest == null ? 0 : highest - last);
    }

    /** Throws {@link IllegalStateException} when the bytes are not what {@link #encode} makes. */
    static SortedMap<Long, PaymentChain> decode(byte @Nullable [] encoded) {
        SortedMap<Long, PaymentChain> before = new TreeMap<>();
        if (encoded == null) {
            return before;
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalStateException("credits are stored in an unknown version " + version);
            }
            while (in.hasRemaining()) {
                long user = Base128.read(in);
                long last = Base128.read(in);
                long above = Base128.read(in);
                before.put(user, last == 0 ? PaymentChain.NONE : new PaymentChain(last, last + above));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalStateException("stored credits cannot be read", e);
        }
        return before;
    }
}
