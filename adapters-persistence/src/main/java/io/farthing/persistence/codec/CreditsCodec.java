package io.farthing.persistence.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The compact form in which a payment keeps its places in the chains of the wallets that it credits: a version, and for each
 * wallet the number of its owner and the chain that ends before this payment. Of that come the last number, by how much the
 * highest is above it, the length of the newest stretch, and by how much its start and its lowest number are below the
 * highest; of an empty chain only the first of these, and where the length is 0 nothing after it. Numbers are in {@link
 * Base128}. Thread-safe: no state.
 */
public final class CreditsCodec {

    private static final byte VERSION = 2;

    /** Knew no stretches: ended with the second number, also of an empty chain. */
    private static final byte WITHOUT_STRETCHES = 1;

    private static final int MAX_NUMBERS = 6;

    private CreditsCodec() {}

    /**
     * Nothing for a payment that credits no wallet.
     *
     * @param before the payments credited earlier to each wallet, by the number of its owner
     */
    public static byte @Nullable [] encode(SortedMap<Long, CreditChain> before) {
        if (before.isEmpty()) {
            return null;
        }
        ByteBuffer out = ByteBuffer.allocate(1 + before.size() * MAX_NUMBERS * Base128.MAX_BYTES);
        out.put(VERSION);
        before.forEach((user, chain) -> write(out, user, chain));
        return Base128.written(out);
    }

    private static void write(ByteBuffer out, long user, CreditChain before) {
        Base128.write(out, user);
        Base128.write(out, before.last());
        if (before.isEmpty()) {
            return;
        }
        Base128.write(out, before.highest() - before.last());
        Base128.write(out, before.length());
        if (before.length() > 0) {
            Base128.write(out, before.highest() - before.start());
            Base128.write(out, before.highest() - before.lowest());
        }
    }

    /** What was encoded. Throws {@link IllegalStateException} when the bytes are not what {@link #encode} makes or once made. */
    public static SortedMap<Long, CreditChain> decode(byte @Nullable [] encoded) {
        SortedMap<Long, CreditChain> before = new TreeMap<>();
        if (encoded == null) {
            return before;
        }
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            int version = in.get();
            if (version != VERSION && version != WITHOUT_STRETCHES) {
                throw new IllegalStateException("credits are stored in an unknown version " + version);
            }
            while (in.hasRemaining()) {
                long user = Base128.read(in);
                before.put(user, version == VERSION ? read(in) : readWithoutStretch(in));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalStateException("stored credits cannot be read", e);
        }
        return before;
    }

    private static CreditChain read(ByteBuffer in) {
        long last = Base128.read(in);
        if (last == 0) {
            return CreditChain.NONE;
        }
        long highest = last + Base128.read(in);
        int length = (int) Base128.read(in);
        return length == 0
                ? CreditChain.withoutStretch(last, highest)
                : new CreditChain(last, highest, highest - Base128.read(in), highest - Base128.read(in), length);
    }

    private static CreditChain readWithoutStretch(ByteBuffer in) {
        long last = Base128.read(in);
        long above = Base128.read(in);
        return last == 0 ? CreditChain.NONE : CreditChain.withoutStretch(last, last + above);
    }
}
