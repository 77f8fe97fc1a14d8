package io.farthing.domain.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final String LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @Provide
    Arbitrary<Address> addresses() {
        return DomainArbitraries.addresses();
    }

    @ParameterizedTest
    @CsvSource({
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, MAIN, 0077bff20c60e522dfaa3350c39b030a5d004e839a",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy, MAIN, 05b472a266d0bd89c13706a4132ccfb16f7c3b9fcb",
        "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn, TEST, 6f243f1394f44554f4ce3fd68649c19adc483ce924",
        "2NBFNJTktNa7GZusGbDbGKRZTxdK9VVez3n, TEST, c4c579342c2c4c9220205e2cdc285617040c924a0a",
        "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i, MAIN, 0065a16059864a2fdbc7c99a4723a8395bc6f188eb",
        "3CMNFxN1oHBc4R1EpboAL5yzHGgE611Xou, MAIN, 0574f209f6ea907e2ea48f74fae05782ae8a665257",
        "mo9ncXisMeAoXwqcV5EWuyncbmCcQN4rVs, TEST, 6f53c0307d6851aa0ce7825ba883c6bd9ad242b486",
        "2N2JD6wb56AfK4tfmM6PwdVmoYk2dCKf4Br, TEST, c46349a418fc4578d10a372b54b45c280cc8c4382f",
        "1111111111111111111114oLvT2, MAIN, 000000000000000000000000000000000000000000",
    })
    void wellKnownAddressesAreReadAndWritten(String text, Network network, String payload) {
        Address address = Address.parse(text).orElseThrow();

        assertThat(address.network()).isEqualTo(network);
        assertThat(address.payload()).asHexString().isEqualToIgnoringCase(payload);
        assertThat(address.text()).isEqualTo(text);
        assertThat(address).hasToString(text);
        assertThat(Address.ofPayload(HexFormat.of().parseHex(payload)).text()).isEqualTo(text);
    }

    @Property
    void everyAddressIsReadBackAsItIsWritten(@ForAll("addresses") Address address) {
        assertThat(Address.parse(address.text())).contains(address);
        assertThat(Address.ofPayload(address.payload())).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(address.text()).hasSizeBetween(26, 35);
    }

    @Property
    void addressesAreEqualWhenTheirTextsAre(@ForAll("addresses") Address a, @ForAll("addresses") Address b) {
        assertThat(a.equals(b)).isEqualTo(a.text().equals(b.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP",
                "1Ny9CBQUodXzHabYqxqDkV2riMsMG7XXf1",
                "1GpZ3Fp248wuE6BnmtMqvHViGQQtDq6Mq6",
                "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
                "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
            })
    void oneChangedLetterIsRefused(String text) {
        assertThat(Address.parse(text)).isPresent();
        for (int i = 0; i < text.length(); i++) {
            for (char letter : LETTERS.toCharArray()) {
                String changed = text.substring(0, i) + letter + text.substring(i + 1);
                assertThat(Address.parse(changed).isPresent()).as(changed).isEqualTo(changed.equals(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP", "2NBFNJTktNa7GZusGbDbGKRZTxdK9VVez3n"})
    void aMissingAnAddedOrASwappedLetterIsRefused(String text) {
        for (int i = 0; i < text.length(); i++) {
            String head = text.substring(0, i);
            String tail = text.substring(i + 1);
            char letter = text.charAt(i);
            assertThat(Address.parse(head + tail)).as("without letter " + i).isEmpty();
            assertThat(Address.parse(head + letter + letter + tail))
                    .as("letter " + i + " twice")
                    .isEmpty();
            if (i > 0 && text.charAt(i - 1) != letter) {
                String swapped = text.substring(0, i - 1) + letter + text.charAt(i - 1) + tail;
                assertThat(Address.parse(swapped)).as(swapped).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                " 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2\n",
                "1bvbmseystwetqtfn5au4m4gfg7xjanvn2",
                "1BVBMSEYSTWETQTFN5AU4M4GFG7XJANVN2",
                "0BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                "\uff11BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                "11BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
                "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
                "5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss",
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN\u007f",
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN\u0080",
                // 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy, with one more byte in front.
                "2pJfYwopZzjjLZLTbC7vCztf7dzkKReqdKF",
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Property
    void anUnknownVersionIsRefused(@ForAll @Size(21) byte[] payload) {
        boolean isKnown = payload[0] == 0 || payload[0] == 5 || payload[0] == 0x6f || payload[0] == (byte) 0xc4;

        assertThat(Address.parse(Base58Check.encode(payload)).isPresent()).isEqualTo(isKnown);
        if (!isKnown) {
            assertThatIllegalArgumentException().isThrownBy(() -> Address.ofPayload(payload));
        }
    }

    @Test
    void aHashOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.ofKeyHash(new byte[19]));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.ofKeyHash(new byte[21]));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.ofPayload(new byte[0]));
    }

    @Test
    void anAddressDoesNotChangeWhenTheBytesAroundItDo() {
        byte[] given = new byte[Address.PAYLOAD_BYTES];
        Address address = Address.ofPayload(given);
        given[20] = 1;
        address.payload()[20] = 1;

        assertThat(address.payload()).containsOnly(0);
    }
}
