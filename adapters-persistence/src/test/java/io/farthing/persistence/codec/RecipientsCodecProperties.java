package io.farthing.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Recipients come back from their stored form as they were. */
final class RecipientsCodecProperties {

    @Property(tries = 300)
    void whatIsEncodedIsDecoded(@ForAll("recipients") Recipients recipients) {
        assertThat(RecipientsCodec.decode(RecipientsCodec.encode(recipients))).isEqualTo(recipients);
    }

    @Property(tries = 300)
    void theFormIsCompact(@ForAll("recipients") Recipients recipients) {
        assertThat(RecipientsCodec.encode(recipients).length)
                .isLessThanOrEqualTo(3 + recipients.list().size() * (Address.PAYLOAD_BYTES + 8));
    }

    @Property(tries = 300)
    void aFormThatWasCutIsRefused(@ForAll("recipients") Recipients recipients, @ForAll int anywhere) {
        byte[] encoded = RecipientsCodec.encode(recipients);
        byte[] cut = Arrays.copyOf(encoded, Math.floorMod(anywhere, encoded.length));

        assertThatThrownBy(() -> RecipientsCodec.decode(cut)).isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 100)
    void aFormWithSomethingBehindItIsRefused(@ForAll("recipients") Recipients recipients) {
        byte[] encoded = RecipientsCodec.encode(recipients);
        byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);

        assertThatThrownBy(() -> RecipientsCodec.decode(longer)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void versionOneNeverChanges() {
        Address address = Address.ofKeyHash(new byte[20]);
        Recipients recipients = Recipients.only(address, Satoshis.of(300));

        assertThat(HexFormat.of().formatHex(RecipientsCodec.encode(recipients)))
                .isEqualTo("01" + "01" + "00".repeat(Address.PAYLOAD_BYTES) + "ac02");
    }

    @Example
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> RecipientsCodec.decode(new byte[] {2, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }

    @Provide
    Arbitrary<Recipients> recipients() {
        Arbitrary<Address> addresses =
                Arbitraries.bytes().array(byte[].class).ofSize(20).map(Address::ofKeyHash);
        // Small enough that two hundred of them are no more than all the money there is.
        Arbitrary<Satoshis> amounts = Arbitraries.longs()
                .between(1, Satoshis.MAX.value() / Recipients.MAX_COUNT)
                .map(Satoshis::of);
        return Combinators.combine(addresses, amounts)
                .as(Recipient::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Recipients.MAX_COUNT)
                .map(Recipients::new);
    }
}
