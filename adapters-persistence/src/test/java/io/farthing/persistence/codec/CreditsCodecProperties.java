package io.farthing.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The places of a payment in the chains of the wallets that it credits come back from their stored form as they were. */
final class CreditsCodecProperties {

    @Property(tries = 300)
    void whatIsEncodedIsDecoded(@ForAll("credits") SortedMap<Long, CreditChain> credits) {
        assertThat(CreditsCodec.decode(CreditsCodec.encode(credits))).isEqualTo(credits);
    }

    @Example
    void versionTwoNeverChanges() {
        SortedMap<Long, CreditChain> credits = new TreeMap<>(Map.of(
                7L,
                CreditChain.NONE,
                8L,
                CreditChain.withoutStretch(5, 5),
                300L,
                new CreditChain(1000, 1002, 500, 998, 130)));

        assertThat(HexFormat.of().formatHex(CreditsCodec.encode(credits)))
                .isEqualTo("02" + "0700" + "08050000" + "ac02e807028201f60304");
    }

    @Example
    void versionOneIsReadForEver() {
        assertThat(CreditsCodec.decode(HexFormat.of().parseHex("01" + "070000" + "ac02e80702")))
                .isEqualTo(Map.of(7L, CreditChain.NONE, 300L, CreditChain.withoutStretch(1000, 1002)));
    }

    @Example
    void whereNoWalletIsCreditedNothingIsStored() {
        assertThat(CreditsCodec.encode(new TreeMap<>())).isNull();
        assertThat(CreditsCodec.decode(null)).isEmpty();
    }

    @Example
    void whatIsNoSuchFormIsRefused() {
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {3, 1, 1, 1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 3");
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {1, 1, 1})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {2, 1, 1, 1, 1}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {1, 1, (byte) 0x80}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<SortedMap<Long, CreditChain>> credits() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, Long.MAX_VALUE / 2);
        Arbitrary<CreditChain> chains = Combinators.combine(
                        numbers,
                        Arbitraries.longs().between(0, 1000),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.longs().between(0, 1000),
                        Arbitraries.integers().between(0, CreditChain.STRETCH))
                .as((last, above, start, below, length) -> length == 0
                        ? CreditChain.withoutStretch(last, last + above)
                        : new CreditChain(
                                last, last + above, last / 1000 * start, last - Math.min(below, last), length))
                .injectNull(0.2)
                .map(chain -> chain == null ? CreditChain.NONE : chain);
        return Arbitraries.maps(numbers, chains).ofMinSize(1).ofMaxSize(200).map(TreeMap::new);
    }
}
