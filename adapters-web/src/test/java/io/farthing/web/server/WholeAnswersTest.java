package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WholeAnswersTest {
    private static final int THREADS = 4;
    /** Far more than is on its way between the server and a client that does not read. */
    private static final int PIECES = 32;

    private static final int PIECE_BYTES = 32 * 1024;
    private static final int SMALL_BUFFER_BYTES = 4 * 1024;

    private final List<Socket> sockets = new ArrayList<>();
    private final Semaphore written = new Semaphore(0);
    private final QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    private Server server;

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    void answerThatIsWrittenInPiecesArrivesWhole() throws Exception {
        start(Long.MAX_VALUE);

        assertThat(read(ask("/3"))).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + "x".repeat(3 * PIECE_BYTES));
        assertThat(read(ask("/0"))).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }

    @Test
    void slowReadersTakeNoThread() throws Exception {
        start(Long.MAX_VALUE);

        for (int i = 0; i < 5 * THREADS; i++) {
            ask("/" + PIECES);
        }

        assertThat(written.tryAcquire(5 * THREADS, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(read(ask("/1"))).endsWith("x".repeat(PIECE_BYTES));
    }

    @Test
    void largeAnswersShareWhatMemoryThereIsAndSmallOnesMayAlwaysWait() throws Exception {
        start(2L * PIECES * PIECE_BYTES - 1);
        Socket first = ask("/" + PIECES);
        assertThat(written.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

        assertThat(read(ask("/" + PIECES))).startsWith("HTTP/1.1 503 ");
        assertThat(read(ask("/2"))).startsWith("HTTP/1.1 200 ");
        assertThat(read(first)).endsWith("x".repeat(PIECES * PIECE_BYTES));

        // The client has all of it some time before the server knows.
        Awaitility.await()
                .untilAsserted(() -> assertThat(read(ask("/" + PIECES))).endsWith("x".repeat(PIECES * PIECE_BYTES)));
    }

    @Test
    void whatTheOperatorIsToldGoesOutAsItIsWritten() throws Exception {
        start(Long.MAX_VALUE);

        ask("/operator/" + PIECES);

        // Its thread waits for the client to read, and the client never does.
        assertThat(written.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    private void start(long maxKeptBytes) throws Exception {
        threads.setReservedThreads(0);
        server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(SMALL_BUFFER_BYTES);
        server.addConnector(connector);
        WholeAnswers answers = new WholeAnswers(maxKeptBytes);
        answers.setHandler(new InPieces());
        server.setHandler(answers);
        server.start();
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.setSoTimeout(30_000);
        socket.connect(
                new InetSocketAddress("127.0.0.1", ((ServerConnector) server.getConnectors()[0]).getLocalPort()));
        // In this version the end of the connection is that of the answer.
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.0\r\nHost: h\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Answers with as many pieces as the path ends with, and waits for each but the last to be written, as servlets do. */
    private final class InPieces extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            String path = request.getHttpURI().getPath();
            int pieces = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            for (int i = 0; i < pieces; i++) {
                try (Blocker.Callback piece = Blocker.callback()) {
                    response.write(
                            false, ByteBuffer.wrap("x".repeat(PIECE_BYTES).getBytes(StandardCharsets.US_ASCII)), piece);
                    piece.block();
                }
            }
            written.release();
            response.write(true, null, callback);
            return true;
        }
    }
}
