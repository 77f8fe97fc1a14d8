package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.util.NanoTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeaderPatienceTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET /echo HTTP/1.1\r\nHost: h\r\nX-Slow: ", "GET /", "\r\n"})
    void headersThatDoNotEndEndTheConnection(String beginning) throws Exception {
        try (TestServer impatient = TestServer.impatient();
                Socket socket = impatient.connection(beginning)) {
            assertThat(answerWhileSending(beginning.charAt(beginning.length() - 1), socket))
                    .isEmpty();
        }
    }

    @Test
    void theyDoNotKeepOthersOutForLong() throws Exception {
        try (TestServer full = TestServer.withThreeConnections();
                Socket first = full.connection("GET /");
                Socket second = full.connection("GET /");
                Socket third = full.connection("GET /");
                Socket fourth = full.asking("/echo")) {
            // One of them makes room for the fourth. If two are closed at once, nobody waits any more, and the third
            // has time.
            CompletableFuture<Object> closed = CompletableFuture.anyOf(Stream.of(first, second, third)
                    .map(HeaderPatienceTest::sendOn)
                    .toArray(CompletableFuture[]::new));

            TestServer.awaitAnswer(fourth);
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<String> sendOn(Socket socket) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return answerWhileSending('x', socket);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    // Too often for the connection to be idle, until it is closed.
    private static String answerWhileSending(char more, Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        socket.setSoTimeout(50);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    socket.getOutputStream().write(more);
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return answer.toString();
                    }
                    answer.append((char) next);
                } catch (SocketTimeoutException e) {
                    // Nothing is answered, and the connection is still there: go on.
                    Thread.onSpinWait();
                }
            }
        } catch (SocketException e) {
            return answer.toString();
        }
        throw new IOException("interrupted after " + answer);
    }

    @Test
    void aConnectionMayLastForAsLongAsEachOfItsRequestsIsQuick() throws Exception {
        long beginNanos = NanoTime.now();
        try (TestServer impatient = TestServer.impatient();
                Socket socket = impatient.asking("/echo")) {
            while (NanoTime.secondsSince(beginNanos) < 5) {
                TestServer.awaitAnswer(socket);
                socket.getInputStream().skip(socket.getInputStream().available());
                socket.getOutputStream()
                        .write("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }

            TestServer.awaitAnswer(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/later"})
    void anAnswerMayTakeLonger(String path) throws Exception {
        try (TestServer impatient = TestServer.impatient();
                Socket socket = impatient.asking(path);
                Socket slow = impatient.connection("GET /")) {
            impatient.awaitBeginning();
            assertThat(answerWhileSending('x', slow)).isEmpty();

            impatient.letItBeDone();
            TestServer.awaitAnswer(socket);
        }
    }
}
