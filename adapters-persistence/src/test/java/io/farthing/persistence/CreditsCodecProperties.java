package io.farthing.persistence;

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
    void whatIsEncodedIsDecoded(@ForAll("credits") SortedMap<Long, PaymentChain> credits) {
        assertThat(CreditsCodec.decode(CreditsCodec.encode(credits))).isEqualTo(credits);
    }

    @Example
    void versionOneNeverChanges() {
        SortedMap<Long, PaymentChain> credits =
                new TreeMap<>(Map.of(7L, PaymentChain.NONE, 300L, new PaymentChain(1000L, 1002L)));

        assertThat(HexFormat.of().formatHex(CreditsCodec.encode(credits))).isEqualTo("01" + "070000" + "ac02e80702");
    }

    @Example
    void whereNoWalletIsCreditedNothingIsStored() {
        assertThat(CreditsCodec.encode(new TreeMap<>())).isNull();
        assertThat(CreditsCodec.decode(null)).isEmpty();
    }

    @Example
    void whatIsNoSuchFormIsRefused() {
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {2, 1, 1, 1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {1, 1, 1})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CreditsCodec.decode(new byte[] {1, 1, (byte) 0x80}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<SortedMap<Long, PaymentChain>> credits() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, Long.MAX_VALUE / 2);
        Arbitrary<PaymentChain> chains = Combinators.combine(
                        numbers, Arbitraries.longs().between(0, 1000))
                .as((last, above) -> new PaymentChain(last, last + above))
                .injectNull(0.2)
                .map(chain -> chain == null ? PaymentChain.NONE : chain);
        return Arbitraries.maps(numbers, chains).ofMinSize(1).ofMaxSize(200).map(TreeMap::new);
    }
}
