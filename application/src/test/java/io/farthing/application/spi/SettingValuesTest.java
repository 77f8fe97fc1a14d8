package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.money.Satoshis;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({"1s, 1000", "1000ms, 1000", "19999ms, 19999", "20 s, 20000"})
    void aTimeIsWithinTheBoundsToTheMillisecond(String text, long millis) {
        assertThat(SettingValues.read(Duration.class, 1, 20, text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999ms", "20001ms", "20999ms", "21s", "1d", "20", "-5s", "soon"})
    void aTimeBeyondTheBoundsIsRefusedBeItByAMillisecond(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(Duration.class, 1, 20, text))
                .withMessageEndingWith("from 1 to 20 seconds");
    }

    @Test
    void aTimeMayHaveNoUpperBound() {
        assertThat(SettingValues.read(Duration.class, 0, Long.MAX_VALUE, "999999999d"))
                .isEqualTo(Duration.ofDays(999_999_999));
    }

    @Test
    void anAmountOfMoneyMayBeAllThereIs() {
        assertThat(SettingValues.read(Satoshis.class, 0, Long.MAX_VALUE, "2100000000000000"))
                .isEqualTo(Satoshis.MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2100000000000001"})
    void anAmountThatCannotBeIsRefusedWhateverTheBounds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(Satoshis.class, -5, Long.MAX_VALUE, text))
                .withMessage("a whole number from 0 to 2100000000000000");
    }

    @Test
    void aPathThatCannotBeIsRefusedAndWhereTheLocaleMayBeTheReasonThatIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(Path.class, 0, 0, "data\0"))
                .withMessage("a path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingValues.read(Path.class, 0, 0, "数据\0"))
                .withMessageStartingWith("a path in letters that the locale has");
    }
}
