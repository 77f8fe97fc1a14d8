package io.farthing.web.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PasswordHasherContract;
import io.farthing.domain.user.Password;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest implements PasswordHasherContract {
    private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }

    @Test
    void hashCarriesItsParameters() {
        assertThat(hasher.hash(new Password("correct horse")).encoded())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{20,}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void hashThatAnotherProgramMadeWithOtherParametersIsRead() {
        // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
        PasswordHash reference = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ" + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(hasher.matches(new Password("password"), reference)).isTrue();
        assertThat(hasher.matches(new Password("passw0rd"), reference)).isFalse();
    }

    @Test
    void hashIsWrittenAndReadAlikeWhateverTheLanguageOfTheHost() {
        PasswordHash before = hasher.hash(new Password("correct horse"));
        Locale language = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            hashCarriesItsParameters();
            hasher1_hashMatchesItsPasswordAndNoOther();
            assertThat(hasher.matches(new Password("correct horse"), before)).isTrue();
        } finally {
            Locale.setDefault(language);
        }
    }

    @Test
    void whenTooManyWaitFurtherOnesAreRefusedAtOnce() {
        List<Boolean> hashed = Threads.collect(100, thread -> isHashed("password " + thread));

        assertThat(hashed).contains(true).contains(false);
        assertThat(isHashed("later on")).as("when the others are done").isTrue();
    }

    private boolean isHashed(String password) {
        try {
            return hasher.matches(new Password(password), hasher.hash(new Password(password)));
        } catch (PasswordHasher.Busy busy) {
            assertThat(busy).hasMessageContaining(Integer.toString(Argon2PasswordHasher.MAX_WAITING));
            return false;
        }
    }

    @Test
    void hashThatWouldTakeAllTheMemoryIsNotTried() {
        PasswordHash greedy = new PasswordHash(
                "$argon2id$v=19$m=2147483647,t=2,p=1$c29tZXNhbHQ" + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(hasher.matches(new Password("password"), greedy)).isFalse();
    }
}
