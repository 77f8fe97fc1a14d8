package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read as what it says, or refused with what would be right. */
final class SettingValuesTest {

    @ParameterizedTest
    @CsvSource({"-7, -7", "-10, -10", "0, 0", "-0, 0", "007, 7", "10, 10"})
    void aNumberMayBeNegativeWhereTheBoundsSaySo(String text, int number) {
        assertThat(SettingValues.read(int.class, -10, 10, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-", "--7", "+7", "1.5", "1e1", "- 7", "-11", "11", "99999999999999999999"})
    void whatIsNoNumberWithinTheBoundsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(int.class, -10, 10, text))
                .withMessage("a whole number from -10 to 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2147483649", "2147483648"})
    void whatAnIntCannotHoldIsRefusedWhateverTheBounds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(int.class, Long.MIN_VALUE, Long.MAX_VALUE, text))
                .withMessage("a whole number from -2147483648 to 2147483647");
    }
}
