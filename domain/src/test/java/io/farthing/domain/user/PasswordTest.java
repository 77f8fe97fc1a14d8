package io.farthing.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 255, 256})
    void aPasswordOfAnyCharactersIsKept(int length) {
        for (String letter : new String[] {"x", " ", "密", "\u0007"}) {
            String text = letter.repeat(length);
            assertThat(Password.parse(text)).contains(new Password(text));
            assertThat(new Password(text).value()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 257, 100_000})
    void aPasswordThatIsTooShortOrTooLongIsRefused(int length) {
        String text = "x".repeat(length);

        assertThat(Password.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password(text))
                .withMessageContaining("password")
                .withMessageNotContaining("xx");
    }

    /** It has no form in UTF-8, which is what is hashed: all halves would be one character. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83e secret", "\udd11 secret", "secret \ud83e", "secret \udd11\ud83e"})
    void aPasswordWithHalfACharacterIsRefused(String text) {
        assertThat(Password.parse("\ud83e\udd11 secret")).isPresent();

        assertThat(Password.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Password(text))
                .withMessageContaining("surrogate")
                .withMessageNotContaining("secret");
    }
}
