package io.farthing.domain.address;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where money goes: a pay-to-public-key-hash or pay-to-script-hash address whose Base58Check holds.
 *
 * <p>Immutable; equal when network, kind and hash are.
 */
public final class Address {

    /** The bytes of an address without its check: a version and a hash of 20 bytes. */
    public static final int PAYLOAD_BYTES = 21;

    private static final int MAIN_KEY_HASH = 0x00;
    private static final int MAIN_SCRIPT_HASH = 0x05;
    private static final int TEST_KEY_HASH = 0x6f;
    private static final int TEST_SCRIPT_HASH = 0xc4;

    private final byte[] payload;

    // Made when it is first asked for: addresses that come from a database are mostly compared only. Two threads may
    // make it twice, and make the same.
    private @Nullable String text;

    private Address(byte[] payload, @Nullable String text) {
        this.payload = payload;
        this.text = text;
    }

    /** Reads an address as clients write it; nothing when it is not one of a known version or its check fails. */
    public static Optional<Address> parse(String text) {
        return Base58Check.decode(text, PAYLOAD_BYTES)
                .filter(payload -> network(payload).isPresent())
                .map(payload -> new Address(payload, text));
    }

    /** The address that {@link #payload()} was taken from; throws {@link IllegalArgumentException} if there is none. */
    public static Address ofPayload(byte[] payload) {
        if (payload.length != PAYLOAD_BYTES || network(payload).isEmpty()) {
            throw new IllegalArgumentException("not the payload of an address");
        }
        return new Address(payload.clone(), null);
    }

    /** The main net pay-to-public-key-hash address of a hash of 20 bytes. */
    public static Address ofKeyHash(byte[] hash) {
        byte[] payload = new byte[hash.length + 1];
        System.arraycopy(hash, 0, payload, 1, hash.length);
        return ofPayload(payload);
    }

    /** The address as people and clients write it, 26 to 35 letters. */
    public String text() {
        String known = text;
        if (known == null) {
            known = Base58Check.encode(payload);
            text = known;
        }
        return known;
    }

    /** Version and hash, {@value #PAYLOAD_BYTES} bytes: a copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The chain that the address belongs to. */
    public Network network() {
        return network(payload).orElseThrow();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return text();
    }

    private static Optional<Network> network(byte[] payload) {
        return switch (payload[0] & 0xff) {
            case MAIN_KEY_HASH, MAIN_SCRIPT_HASH -> Optional.of(Network.MAIN);
            case TEST_KEY_HASH, TEST_SCRIPT_HASH -> Optional.of(Network.TEST);
            default -> Optional.empty();
        };
    }
}
