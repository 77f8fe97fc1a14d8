package io.farthing.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.user.Password;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aDigestIsTheSha256OfTheSecret() {
        assertThat(new Secret("abc").digest().hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(new Secret("").digest().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Property
    void digestsMatchWhenTheSecretsAreTheSame(@ForAll long a, @ForAll long b) {
        SecretDigest digest = new Secret("secret " + a).digest();

        assertThat(digest.matches(new Secret("secret " + a).digest())).isTrue();
        assertThat(digest.matches(new Secret("secret " + b).digest())).isEqualTo(a == b);
    }

    @Test
    void everyDigitOfADigestCounts() {
        String hex = "0123456789abcdef".repeat(4);
        for (int i = 0; i < hex.length(); i++) {
            String changed = hex.substring(0, i) + (hex.charAt(i) == '0' ? '1' : '0') + hex.substring(i + 1);
            assertThat(new SecretDigest(hex).matches(new SecretDigest(changed))).isFalse();
        }
    }

    @Test
    void ourSecretsHave256RandomBits() {
        byte[] random = new byte[Secret.RANDOM_BYTES];
        random[0] = (byte) 0xab;

        assertThat(Secret.ofRandom(random).value()).isEqualTo("ab" + "00".repeat(31));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofRandom(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.ofRandom(new byte[33]));
    }

    @Test
    void noSecretIsPrinted() {
        Secret secret = new Secret("do not tell");

        assertThat(secret.toString()).doesNotContain("tell");
        assertThat(secret.digest().toString()).doesNotContain(secret.digest().hex());
        assertThat(new Password("do not tell").toString()).doesNotContain("tell");
    }
}
