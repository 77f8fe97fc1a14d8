package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WholeBodiesTest {
    private static final int MAX_BYTES = 50_000;
    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String WAIT = "wait";

    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final Semaphore waiting = new Semaphore(0);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    private Server server;

    @AfterEach
    void stop() throws Exception {
        mayGoOn.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void bodyThatComesWithItsRequestIsPassedOn() throws Exception {
        start(PATIENCE, 0);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(answer(socket)).isEqualTo("hello");
    }

    @Test
    void requestWithoutABodyIsPassedOn() throws Exception {
        start(PATIENCE, 0);

        assertThat(answer(send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")))
                .isEmpty();
        assertThat(answer(send("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, MAX_BYTES - 1, MAX_BYTES})
    void bodyThatComesInPiecesIsPassedOnWhenItIsWhole(int length) throws Exception {
        start(PATIENCE, Long.MAX_VALUE);
        String body = "abc".repeat(length).substring(0, length);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < length; from += 20_001) {
            String piece = body.substring(from, Math.min(length, from + 20_001));
            write(socket, Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
        }
        assertThat(seen).isEmpty();
        write(socket, "0\r\n\r\n");

        assertThat(answer(socket)).isEqualTo(body);
    }

    @Test
    void connectionGoesOnWithTheNextRequest() throws Exception {
        start(PATIENCE, 0);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\non");
        write(socket, "ce");
        assertThat(answer(socket)).isEqualTo("once");
        write(socket, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nagain");
        assertThat(answer(socket)).isEqualTo("again");
    }

    @Test
    void clientIsToldToGoOnWhenItAsks() throws Exception {
        start(PATIENCE, 0);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(line(socket)).isEmpty();
        write(socket, "on");

        assertThat(answer(socket)).isEqualTo("on");
    }

    @Test
    void slowBodiesTakeNoThread() throws Exception {
        start(PATIENCE, 0);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 10 * THREADS; i++) {
            slow.add(send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nsl"));
        }

        assertThat(answer(send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nfast")))
                .isEqualTo("fast");
        for (Socket socket : slow) {
            write(socket, "ow");
        }
        for (Socket socket : slow) {
            assertThat(answer(socket)).isEqualTo("slow");
        }
    }

    @Test
    void ofABodyThatIsTooLongOneByteTooManyIsPassedOn() throws Exception {
        start(PATIENCE, Long.MAX_VALUE);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + 10 * MAX_BYTES + "\r\n\r\n");
        write(socket, "x".repeat(10 * MAX_BYTES));

        assertThat(answer(socket)).isEqualTo("x".repeat(MAX_BYTES + 1));
    }

    @Test
    void bodyThatTakesTooLongFails() throws Exception {
        start(Duration.ZERO, 0);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n");
        write(socket, "s");

        assertThat(answer(socket)).contains("has not come within");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void bodyThatBreaksOffFails() throws Exception {
        start(PATIENCE, 0);

        Socket socket = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\ns");
        socket.shutdownOutput();

        assertThat(seen.poll(30, TimeUnit.SECONDS)).startsWith("failed: ");
    }

    @Test
    void largeBodiesShareWhatMemoryThereIsAndSmallOnesMayAlwaysWait() throws Exception {
        start(PATIENCE, 39_000);
        Socket first = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20001\r\n\r\n" + "1".repeat(20_000));
        Socket second = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20001\r\n\r\n" + "2".repeat(20_000));
        Socket small = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nsma");

        // Which of the two comes too late is the network's choice.
        assertThat(seen.poll(30, TimeUnit.SECONDS)).contains("too many large bodies");
        write(small, "l");
        assertThat(answer(small)).isEqualTo("smal");
        write(first, "1");
        write(second, "2");
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("smal");
        assertThat(seen.poll(30, TimeUnit.SECONDS)).hasSize(20_001);

        Socket third = send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20001\r\n\r\n" + "3".repeat(20_000));
        write(third, "3");
        assertThat(answer(third)).isEqualTo("3".repeat(20_001));
    }

    @Test
    void largeBodiesThatAreWholeCountUntilAThreadHasThem() throws Exception {
        start(PATIENCE, 39_000);
        Socket first = sendExpectantly(20_001);
        Socket second = sendExpectantly(20_001);
        // All threads but those that accept and read.
        for (int i = 0; i < THREADS - 2; i++) {
            send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n" + WAIT);
        }
        assertThat(waiting.tryAcquire(THREADS - 2, 30, TimeUnit.SECONDS)).isTrue();

        write(first, "1".repeat(20_001));
        Awaitility.await().until(() -> threads.getQueueSize() == 1);
        write(second, "2".repeat(20_000));
        Awaitility.await().until(() -> threads.getQueueSize() == 2);
        mayGoOn.countDown();

        assertThat(answer(first)).isEqualTo("1".repeat(20_001));
        assertThat(answer(second)).contains("too many large bodies");
    }

    // The server has begun to wait for the body.
    private Socket sendExpectantly(int length) throws IOException {
        Socket socket =
                send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n");
        assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(line(socket)).isEmpty();
        return socket;
    }

    private void start(Duration patience, long maxWaitingBytes) throws Exception {
        threads.setReservedThreads(0);
        server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WholeBodies bodies = new WholeBodies(MAX_BYTES, patience, maxWaitingBytes);
        bodies.setHandler(new Echo());
        server.setHandler(bodies);
        server.start();
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(
                new InetSocketAddress("127.0.0.1", ((ServerConnector) server.getConnectors()[0]).getLocalPort()));
        socket.setSoTimeout(30_000);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The body of the next answer. */
    private static String answer(Socket socket) throws IOException {
        int length = 0;
        for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static String line(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection has ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Answers with what it was sent, or with what went wrong; to {@link #WAIT} when it may. */
    private final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            String body;
            try {
                body = new String(Content.Source.asInputStream(request).readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                body = "failed: " + e;
            }
            seen.add(body);
            if (body.equals(WAIT)) {
                waiting.release();
                mayGoOn.await();
            }
            Content.Sink.write(response, true, body, callback);
            return true;
        }
    }
}
