package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.bootstrap.config.HttpSettings;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the reasons for which a server cannot listen, the one is told that it is. */
class ListeningPlaceTest {

    @Test
    void aPortThatAnotherProgramHasIsSaidToBeTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertRefused(
                    "127.0.0.1",
                    port,
                    "The server cannot listen on port " + port
                            + " of 127.0.0.1: another program does. Stop that program,"
                            + " or set http.port to another port.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8080})
    void anAddressOfAnotherMachineIsSaidToBeOne(int port) {
        assertRefused(
                "192.0.2.1",
                port,
                "The server cannot listen on 192.0.2.1: it is no address of this machine. Set http.host to one that is,"
                        + " such as 127.0.0.1.");
    }

    @Test
    void aNameThatNobodyKnowsIsSaidToBeOne() {
        assertRefused(
                "nowhere.invalid",
                8080,
                "The server cannot listen on nowhere.invalid: no machine of that name is known. Set http.host to an"
                        + " address of this machine, such as 127.0.0.1.");
    }

    @Test
    void aPortThatOnlyOthersMayUseIsSaidToBeForbidden() {
        assertThat(ListeningPlace.reason(http("127.0.0.1", 80), new BindException("Permission denied")))
                .isEqualTo(
                        "port 80 of 127.0.0.1: the operating system does not allow it (Permission denied), as is usual"
                                + " for ports below 1024. Set http.port to another port, to which a proxy can forward, or give"
                                + " the server the right to use this one.");
    }

    @Test
    void aForbiddenPortThatIsNotAmongTheLowOnesIsNotSaidToBe() {
        assertThat(ListeningPlace.reason(http("127.0.0.1", 50_000), new BindException("Keine Berechtigung")))
                .contains("port 50000 of 127.0.0.1: the operating system does not allow it (Keine Berechtigung). Set")
                .doesNotContain("1024");
    }

    @Test
    void aPlaceThatIsFreeStaysFree() throws IOException {
        int port;
        try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }

        ListeningPlace.requireFree(http("127.0.0.1", port));
        ListeningPlace.requireFree(http("localhost", 0));

        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    private static void assertRefused(String host, int port, String sentence) {
        assertThatThrownBy(() -> ListeningPlace.requireFree(http(host, port)))
                .isInstanceOf(Failure.class)
                .hasMessage(sentence);
    }

    private static HttpSettings http(String host, int port) {
        return new HttpSettings(host, port, Optional.empty(), Optional.empty());
    }
}
