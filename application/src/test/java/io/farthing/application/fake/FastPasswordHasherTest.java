package io.farthing.application.fake;

import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PasswordHasherContract;

class FastPasswordHasherTest implements PasswordHasherContract {
    private final FastPasswordHasher hasher = new FastPasswordHasher();

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }
}
