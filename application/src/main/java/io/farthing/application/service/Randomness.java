package io.farthing.application.service;

import io.farthing.domain.address.Address;
import io.farthing.domain.secret.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes what nobody must be able to guess, and what must not occur twice. Thread-safe. */
final class Randomness {

    private static final int ID_BYTES = 16;
    private static final int KEY_HASH_BYTES = 20;

    private final SecureRandom random;

    /** Draws from {@code random}. */
    Randomness(SecureRandom random) {
        this.random = random;
    }

    /** A secret of 256 random bits. */
    Secret secret() {
        return Secret.ofRandom(bytes(Secret.RANDOM_BYTES));
    }

    /** 128 random bits as 32 lower-case hex digits. */
    String id() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** An address that stands for an account of this ledger: its hash is random and belongs to no key. */
    Address ledgerAddress() {
        return Address.ofKeyHash(bytes(KEY_HASH_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
