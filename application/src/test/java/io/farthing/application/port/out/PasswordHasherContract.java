package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.user.Password;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordHasher} does. */
public interface PasswordHasherContract {

    /** The hasher under test. */
    PasswordHasher hasher();

    /** Its hash matches the password and no other. */
    @Test
    default void hasher1_hashMatchesItsPasswordAndNoOther() {
        PasswordHash hash = hasher().hash(new Password("correct horse"));

        assertThat(hasher().matches(new Password("correct horse"), hash)).isTrue();
        assertThat(hasher().matches(new Password("correct hors"), hash)).isFalse();
        assertThat(hasher().matches(new Password("Correct horse"), hash)).isFalse();
        assertThat(hasher().matches(new Password("correct horse "), hash)).isFalse();
    }

    /** Every hash has a salt of its own. */
    @Test
    default void hasher2_twoHashesOfOnePasswordDiffer() {
        PasswordHash first = hasher().hash(new Password("correct horse"));
        PasswordHash second = hasher().hash(new Password("correct horse"));

        assertThat(first).isNotEqualTo(second);
        assertThat(hasher().matches(new Password("correct horse"), second)).isTrue();
    }

    /** The stored form does not give the password away. */
    @Test
    default void hasher3_hashDoesNotContainThePassword() {
        assertThat(hasher().hash(new Password("correct horse")).encoded()).doesNotContain("correct horse");
    }

    /** Every character of every password that may be chosen counts. */
    @Test
    default void hasher4_longestAndStrangestPasswordsCount() {
        String longest = "钱".repeat(Password.MAX_LENGTH - 1);
        PasswordHash hash = hasher().hash(new Password(longest + "a"));

        assertThat(hasher().matches(new Password(longest + "a"), hash)).isTrue();
        assertThat(hasher().matches(new Password(longest + "b"), hash)).isFalse();
    }

    /** What cannot be read as a hash matches nothing, and is no failure. */
    @Test
    default void hasher5_unreadableHashMatchesNothing() {
        for (String encoded : List.of("x", "$", "$argon2id$", "$argon2id$v=19$m=0,t=0,p=0$$", "correct horse")) {
            assertThat(hasher().matches(new Password("correct horse"), new PasswordHash(encoded)))
                    .as(encoded)
                    .isFalse();
        }
    }

    /** Many at a time wait for one another and all come out right. */
    @Test
    default void hasher6_concurrentCallsAllComeOutRight() {
        PasswordHash hash = hasher().hash(new Password("correct horse"));
        List<CompletableFuture<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Password typed = new Password(i % 2 == 0 ? "correct horse" : "wrong horse");
            calls.add(CompletableFuture.supplyAsync(() -> hasher().matches(typed, hash)));
        }

        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).join()).isEqualTo(i % 2 == 0);
        }
    }
}
