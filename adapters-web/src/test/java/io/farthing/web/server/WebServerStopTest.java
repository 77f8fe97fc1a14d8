package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebServerStopTest {

    @Test
    void stopWaitsForWhatIsRunningAndAcceptsNothingMore() throws Exception {
        try (TestServer server = TestServer.start()) {
            CompletableFuture<HttpResponse<String>> running = server.begin("/slow");

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
            server.awaitRefusal();
            assertThat(stopped).isNotDone();
            server.letItBeDone();

            assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/later"})
    void stopWaitsLongerForAnAnswerThanAConnectionMayBeIdleMeanwhile(String path) throws Exception {
        try (TestServer server = TestServer.start()) {
            CompletableFuture<HttpResponse<String>> running = server.begin(path);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
            assertThatThrownBy(() -> stopped.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            server.letItBeDone();

            assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void stopBreaksOffWhatIsStillRunningWhenItHasWaitedLongEnough() throws Exception {
        try (TestServer impatient = TestServer.impatient()) {
            CompletableFuture<HttpResponse<String>> running = impatient.begin("/slow");

            assertThatCode(impatient::stop).doesNotThrowAnyException();

            assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatSendsHeadersForEverDoesNotKeepTheServerFromStopping() throws Exception {
        try (TestServer impatient = TestServer.impatient();
                Socket socket = impatient.connection("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\n")) {
            TestServer.awaitAnswer(socket);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendHeaders(socket));

            assertThatCode(impatient::stop).doesNotThrowAnyException();

            sending.get(30, TimeUnit.SECONDS);
        }
    }

    // More often than a connection may be idle while the server stops, until it is closed.
    private static void sendHeaders(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write("X-More: 1\r\n".getBytes(StandardCharsets.UTF_8));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            // The server has closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
