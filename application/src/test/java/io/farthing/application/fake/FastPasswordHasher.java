package io.farthing.application.fake;

import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.Password;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes without taking its time, and counts how often it compared. For tests only. Thread-safe. */
public final class FastPasswordHasher implements PasswordHasher {

    private final AtomicInteger lastSalt = new AtomicInteger();
    private final AtomicInteger comparisons = new AtomicInteger();
    private volatile boolean isBusy;

    /** Whether calls are refused from now on, as if too many waited already. */
    public void busy(boolean busy) {
        isBusy = busy;
    }

    @Override
    public PasswordHash hash(Password password) {
        requireTurn();
        return salted(Integer.toString(lastSalt.incrementAndGet()), password);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        requireTurn();
        comparisons.incrementAndGet();
        int end = hash.encoded().indexOf('$');
        return end > 0 && salted(hash.encoded().substring(0, end), password).equals(hash);
    }

    /** How often a password was compared with a hash. */
    public int comparisons() {
        return comparisons.get();
    }

    private void requireTurn() {
        if (isBusy) {
            throw new Busy(0);
        }
    }

    private static PasswordHash salted(String salt, Password password) {
        return new PasswordHash(
                salt + "$" + new Secret(salt + password.value()).digest().hex());
    }
}
