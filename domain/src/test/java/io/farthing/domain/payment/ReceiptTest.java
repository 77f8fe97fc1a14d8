package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outside wallet has told can be shown, as far as it has told anything. */
class ReceiptTest {

    private static final String LONGEST = "x".repeat(128);

    @Test
    void eitherPartMayBeMissingAndBothMayBeLong() {
        assertThat(new Receipt("", LONGEST).transaction()).isEqualTo(LONGEST);
        assertThat(new Receipt(LONGEST, "").reference()).isEqualTo(LONGEST);
        assertThat(Receipt.NONE).isEqualTo(new Receipt("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\nb", "x "})
    void whatCannotBeShownIsRefused(String text) {
        assertThatEitherIsRefused(text);
    }

    @Test
    void noLongerPartIsKept() {
        assertThatEitherIsRefused(LONGEST + "x");
    }

    private static void assertThatEitherIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Receipt(text, ""))
                .withMessageStartingWith("reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Receipt("", text))
                .withMessageStartingWith("transaction");
    }
}
