package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "[0:0:0:0:0:0:0:1], ::1",
        "2001:DB8:0::1, 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "[fe80::1%no-such-zone], fe80::1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "[::ffff:c000:201], 192.0.2.1"
    })
    void allSpellingsOfAnAddressAreEqual(String text, String same) throws UnknownHostException {
        assertThat(IpAddress.parse(text)).contains(InetAddress.getByName(same));
    }

    // Asked by a resolver, some of these would be addresses: 127.1 and 2130706433 are 127.0.0.1.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "abcd",
                "[abcd]",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "010.0.0.1",
                "10.0.0.256",
                "10.0.0.1.",
                "192.0.2.1:8080",
                "[2001:db8::1]:443",
                "[::1",
                "::1]",
                "[]",
                "%eth0",
                ".::1",
                ":::",
                "1::2::3",
                "::ffff:192.0.2.256",
                "unknown",
                "_hidden"
            })
    void whatIsNoAddressIsNothing(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
