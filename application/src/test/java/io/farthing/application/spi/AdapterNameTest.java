package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name can be written in a settings file and in an environment variable. */
final class AdapterNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "my-wallet2", "x", "a2345678901234567890123456789012"})
    void aNameIsReadAsItIsWritten(String text) {
        assertThat(new AdapterName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ledger", "my wallet", "my.wallet", "-x", "2x", "börse", "a23456789012345678901234567890123"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdapterName(text))
                .withMessageContaining("at most 32 lower-case letters");
    }
}
