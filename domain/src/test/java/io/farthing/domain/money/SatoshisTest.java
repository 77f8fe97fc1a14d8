package io.farthing.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SatoshisTest {

    private static final long MAX = 2_100_000_000_000_000L;

    @Provide
    Arbitrary<Satoshis> amounts() {
        return DomainArbitraries.satoshis();
    }

    @Provide
    Arbitrary<Long> outOfRange() {
        return Arbitraries.oneOf(
                Arbitraries.longs().lessOrEqual(-1), Arbitraries.longs().greaterOrEqual(MAX + 1));
    }

    @Test
    void allTheMoneyThereIsIs21MillionBsv() {
        assertThat(Satoshis.MAX.value())
                .isEqualTo(21_000_000L * Satoshis.PER_BSV)
                .isEqualTo(MAX);
    }

    @Property
    void everyAmountInRangeIsKept(@ForAll @LongRange(min = 0, max = MAX) long value) {
        assertThat(Satoshis.of(value).value()).isEqualTo(value);
        assertThat(Satoshis.ifInRange(value)).contains(new Satoshis(value));
    }

    @Property
    void noAmountIsOutOfRange(@ForAll("outOfRange") long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Satoshis.of(value))
                .withMessageContaining(Long.toString(value));
        assertThat(Satoshis.ifInRange(value)).isEmpty();
    }

    @Property
    void aSumIsExactOrRefused(@ForAll("amounts") Satoshis a, @ForAll("amounts") Satoshis b) {
        BigInteger exact = BigInteger.valueOf(a.value()).add(BigInteger.valueOf(b.value()));
        if (exact.longValueExact() <= MAX) {
            assertThat(a.plus(b).value()).isEqualTo(exact.longValueExact());
        } else {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.plus(b));
        }
    }

    @Property
    void aDifferenceIsExactOrRefused(@ForAll("amounts") Satoshis a, @ForAll("amounts") Satoshis b) {
        if (a.value() >= b.value()) {
            assertThat(b.plus(a.minus(b))).isEqualTo(a);
            assertThat(a.minusAtMost(b)).isEqualTo(a.minus(b));
        } else {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> a.minus(b));
            assertThat(a.minusAtMost(b)).isEqualTo(Satoshis.ZERO);
        }
    }

    @Test
    void oneBeyondTheEdgeDoesNotWrapAround() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Satoshis.MAX.plus(Satoshis.of(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Satoshis.ZERO.minus(Satoshis.of(1)));
        assertThat(Satoshis.MAX.minus(Satoshis.MAX)).isEqualTo(Satoshis.ZERO);
        assertThat(Satoshis.of(MAX - 1).plus(Satoshis.of(1))).isEqualTo(Satoshis.MAX);
    }

    @Property
    void amountsAreOrderedAsTheirNumbers(@ForAll("amounts") Satoshis a, @ForAll("amounts") Satoshis b) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Long.compare(a.value(), b.value()));
        assertThat(a.exceeds(b)).isEqualTo(a.value() > b.value());
        assertThat(a.exceeds(a)).isFalse();
        assertThat(a.isPositive()).isEqualTo(a.exceeds(Satoshis.ZERO));
    }

    @Property
    void whatIsWrittenInBsvIsReadBack(@ForAll("amounts") Satoshis amount) {
        String text = amount.toBsv();

        assertThat(Satoshis.parseBsv(text)).contains(amount);
        assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(amount.value(), 8));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.00000001",
        "10000000, 0.1",
        "100000000, 1",
        "1000000000, 10",
        "123456789, 1.23456789",
        "2100000000000000, 21000000",
        "2099999999999999, 20999999.99999999",
    })
    void bsvIsWrittenAsPeopleWriteIt(long satoshis, String text) {
        assertThat(Satoshis.of(satoshis).toBsv()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.10000000, 10000000", "00.5, 50000000", "21000000.00000000, 2100000000000000", "0.00000000, 0"})
    void needlessZerosAreRead(String text, long satoshis) {
        assertThat(Satoshis.parseBsv(text)).contains(Satoshis.of(satoshis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-0",
                "+1",
                "1e2",
                "1E2",
                "1e-8",
                "0x1",
                " 1",
                "1 ",
                "1\n",
                "1\u00a0",
                ".5",
                "5.",
                ".",
                "1,5",
                "1.000.000",
                "1_000",
                "1'000",
                "0.123456789",
                "0.100000000",
                "21000000.00000001",
                "21000001",
                "99999999",
                "100000000",
                "000000001",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "\u0661",
                "\uff11",
                "\u4e00",
                "1\u0000",
            })
    void whatIsNoPlainDecimalNumberOfBsvIsRefused(String text) {
        assertThat(Satoshis.parseBsv(text)).isEmpty();
    }

    @Property
    void readingAnyTextNeverThrows(@ForAll String text) {
        assertThat(Satoshis.parseBsv(text))
                .satisfiesAnyOf(
                        read -> assertThat(read).isEmpty(),
                        read -> assertThat(text).matches("[0-9]+(\\.[0-9]+)?"));
    }
}
