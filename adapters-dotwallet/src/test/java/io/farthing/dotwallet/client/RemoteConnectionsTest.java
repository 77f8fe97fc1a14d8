package io.farthing.dotwallet.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection on which something came that is no answer is closed: each that stays open is missing elsewhere. */
class RemoteConnectionsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int PATIENCE_MS = 10_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-Something\r\n",
                "HTTP/1.1 fine\r\n\r\n",
                OK + "no header\r\n\r\n",
                OK + "Content-Length: many\r\n\r\n",
                OK + "Content-Length: 5\r\n\r\n{",
                OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n12345"
            })
    void isClosed(String answer) throws Exception {
        try (ServerSocket remote = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RemoteCalls calls = new RemoteCalls(settings(remote.getLocalPort()));
            CompletableFuture<Reply> asked = calls.post("app", "search_order", calls.newBody());
            try (Socket connection = remote.accept()) {
                connection.setSoTimeout(PATIENCE_MS);
                readRequest(connection);
                connection.getOutputStream().write(answer.getBytes(US_ASCII));

                assertThat(asked.get(PATIENCE_MS, TimeUnit.MILLISECONDS)).isInstanceOf(Reply.Unclear.class);
                assertThat(connection.getInputStream().read()).as("the end").isNegative();
            }
        }
    }

    private static RemoteSettings settings(int port) {
        return new RemoteSettings(
                WebUri.parse("http://127.0.0.1:" + port).orElseThrow(),
                "app",
                new Secret("secret"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                1,
                false);
    }

    // Until the end of its body, which is JSON without blanks: whoever closes with something unread resets.
    private static void readRequest(Socket connection) throws IOException {
        int last;
        do {
            last = connection.getInputStream().read();
        } while (last != '}');
    }
}
