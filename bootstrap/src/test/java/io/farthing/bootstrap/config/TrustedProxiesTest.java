package io.farthing.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void anAddressMayBeWrittenInAnyForm() throws UnknownHostException {
        assertThat(TrustedProxies.parse("10.0.0.1, ::1,[2001:db8::1],2001:DB8:0::1 ")
                        .addresses())
                .containsExactlyInAnyOrder(
                        InetAddress.getByName("10.0.0.1"),
                        InetAddress.getByName("::1"),
                        InetAddress.getByName("2001:db8::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "localhost", "10.0.0.1, proxy", "10.0.0.256", "10.0.0", "10.0.0.0/8", "::1::", "abcd"})
    void whatIsNoAddressIsRefusedAndNeverLookedUp(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one or several IP addresses, separated by commas");
    }
}
