package io.farthing.web.password;

import com.password4j.Argon2Function;
import com.password4j.Hash;
import com.password4j.types.Argon2;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.domain.user.Password;
import io.farthing.web.load.Bulkhead;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes passwords with Argon2id, with the parameters that OWASP's Password Storage Cheat Sheet names first for little
 * memory: 19 MiB, two passes, one lane. A hash carries its own parameters, so stronger ones can be chosen later.
 *
 * <p>Thread-safe. At most {@value #MAX_CONCURRENT} hashes are computed at a time, {@value #MAX_WAITING} others wait in
 * line, and further ones are told at once that the server is busy: so neither memory nor all processors, nor all threads
 * that serve requests, can be taken by people who log in or sign up.
 */
@Singleton
public final class Argon2PasswordHasher implements PasswordHasher {
    /** How many hashes are computed at a time. */
    static final int MAX_CONCURRENT = 4;

    /** How many wait for their turn; with two processors that have nothing else to do it takes a second or two. */
    static final int MAX_WAITING = 32;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final int MAX_PASSES = 64;
    private static final Pattern READABLE = Pattern.compile("\\$argon2id\\$v=19"
            + "\\$m=(?<memory>[1-9][0-9]{0,6}),t=(?<passes>[1-9][0-9]?),p=(?<lanes>[1-9][0-9]?)"
            + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<digest>[A-Za-z0-9+/]+)");

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Bulkhead bulkhead = new Bulkhead(MAX_CONCURRENT, MAX_WAITING);

    /** A hasher with the parameters above. */
    @Inject
    public Argon2PasswordHasher() {}

    @Override
    public PasswordHash hash(Password password) {
        return inTurn(() -> new PasswordHash(encoded(function.hash(password.value()))));
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        return inTurn(() -> check(password, hash));
    }

    // The library spells this name as the host's language does: in Turkish the i loses its dot.
    private static String encoded(Hash hash) {
        return hash.getResult().replaceFirst("[^$]+", "argon2id");
    }

    // The library takes the memory that a hash asks for before anything can be asked of it.
    private static boolean check(Password password, PasswordHash hash) {
        Matcher matcher = READABLE.matcher(hash.encoded());
        if (!matcher.matches()) {
            return false;
        }
        int memoryKib = Integer.parseInt(matcher.group("memory"));
        int passes = Integer.parseInt(matcher.group("passes"));
        if (memoryKib > MAX_MEMORY_KIB || passes > MAX_PASSES) {
            return false;
        }
        try {
            int lanes = Integer.parseInt(matcher.group("lanes"));
            byte[] salt = Base64.getDecoder().decode(matcher.group("salt"));
            byte[] digest = Base64.getDecoder().decode(matcher.group("digest"));
            byte[] computed = Argon2Function.getInstance(memoryKib, passes, lanes, digest.length, Argon2.ID)
                    .hash(password.value().getBytes(StandardCharsets.UTF_8), salt)
                    .getBytes();
            return MessageDigest.isEqual(computed, digest);
        } catch (RuntimeException e) {
            // The library answers what it cannot read with exceptions of many kinds.
            return false;
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        return bulkhead.call(work, () -> new Busy(MAX_WAITING));
    }
}
