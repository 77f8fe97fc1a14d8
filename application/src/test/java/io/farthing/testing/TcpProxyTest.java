package io.farthing.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.testing.TcpProxy.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network breaks as it is told to. */
class TcpProxyTest {

    private final ServerSocket echo = echo();
    private final TcpProxy proxy = TcpProxy.before(echo.getLocalPort());
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        client = newClient();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void withoutOrdersItPassesEverythingOnAndLetsEachSideEnd() throws IOException {
        assertThat(ask("hello")).isEqualTo("hello");
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aTapChangesWhatIsSent() throws IOException {
        proxy.tap((direction, piece) ->
                Optional.of(direction == Direction.TO_CLIENT ? "olleh".getBytes(US_ASCII) : piece));
        assertThat(ask("hello")).isEqualTo("olleh");
    }

    @Test
    void aTapCutsTheConnectionAndOnlyThat() throws IOException {
        assertThat(ask("hello")).isEqualTo("hello");
        proxy.tap((direction, piece) -> Optional.empty());
        assertThatThrownBy(() -> ask("again")).isInstanceOf(IOException.class);
        proxy.tap(TcpProxy.Tap.OPEN);
        client = newClient();
        assertThat(ask("hello")).isEqualTo("hello");
    }

    @Test
    void everythingIsCutAtOnceAndNewConnectionsWork() throws IOException {
        assertThat(ask("hello")).isEqualTo("hello");
        proxy.cut();
        assertThatThrownBy(() -> ask("again")).isInstanceOf(IOException.class);
        client = newClient();
        assertThat(ask("hello")).isEqualTo("hello");
    }

    @Test
    void newConnectionsAreRefusedUntilItHeals() throws IOException {
        assertThat(ask("hello")).isEqualTo("hello");
        proxy.refuse();
        assertThat(ask("still")).isEqualTo("still");
        client = newClient();
        assertThatThrownBy(() -> ask("hello")).isInstanceOf(IOException.class);
        proxy.heal();
        client = newClient();
        assertThat(ask("hello")).isEqualTo("hello");
    }

    @Test
    void whatWasSentDuringAStallArrivesAfterIt() throws IOException {
        assertThat(ask("hello")).isEqualTo("hello");
        proxy.stall();
        client.setSoTimeout(50);
        assertThatThrownBy(() -> ask("later")).isInstanceOf(SocketTimeoutException.class);
        proxy.heal();
        client.setSoTimeout(60_000);
        assertThat(answer()).isEqualTo("later");
    }

    private Socket newClient() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private String ask(String fiveLetters) throws IOException {
        client.getOutputStream().write(fiveLetters.getBytes(US_ASCII));
        return answer();
    }

    private String answer() throws IOException {
        byte[] answer = client.getInputStream().readNBytes(5);
        if (answer.length < 5) {
            throw new IOException("the end");
        }
        return new String(answer, US_ASCII);
    }

    private static ServerSocket echo() {
        try {
            ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            Thread server = new Thread(() -> serve(listener), "echo");
            server.setDaemon(true);
            server.start();
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread one = new Thread(() -> echo(socket), "echo-one");
                one.setDaemon(true);
                one.start();
            } catch (IOException e) {
                // The test has ended.
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // It was cut.
        }
    }
}
