package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.secret.Secret;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The real server on a free port, and clients of it. It serves {@code /echo}; {@code /length} of what is posted; and
 * {@code /slow} and {@code /later}, which are done when they may be: the one keeps its thread until then, the other does not.
 */
final class TestServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int CLIENT_PATIENCE_MS = 30_000;
    private static final WebSettings SETTINGS =
            new WebSettings(HOST, 0, Optional.empty(), new Secret("x".repeat(16)), 1024, Set.of());

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch hasBegun = new CountDownLatch(1);
    private final CountDownLatch mayBeDone = new CountDownLatch(1);
    private final WebServer server;
    private final int port;

    private TestServer(Function<Plugin<?>, WebServer> serving) {
        server = serving.apply(new Routes());
        port = server.start();
    }

    /** The server as it is, but for a limit of 1024 bytes for a body. */
    static TestServer start() {
        return new TestServer(routes -> new WebServer(SETTINGS, Set.of(routes)));
    }

    /**
     * One that breaks off after two seconds what is running when it stops, and after 0.8 a connection that is idle. With a
     * whole second that would be found out just when {@link HeaderPatience} looks; an answer that was given then did not
     * arrive once.
     */
    static TestServer impatient() {
        return new TestServer(
                routes -> new WebServer(SETTINGS, Set.of(routes), Duration.ofSeconds(2), Duration.ofMillis(800), 100));
    }

    /** One that takes no more connections. */
    static TestServer withThreeConnections() {
        return new TestServer(
                routes -> new WebServer(SETTINGS, Set.of(routes), Duration.ofSeconds(20), Duration.ofSeconds(30), 3));
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a path whose answer takes long, and returns when the server has begun with it. */
    CompletableFuture<HttpResponse<String>> begin(String path) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString());
        awaitBeginning();
        return answer;
    }

    /** Returns when an answer is on its way that takes long. */
    void awaitBeginning() throws InterruptedException {
        assertThat(hasBegun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets the answers end that take long. */
    void letItBeDone() {
        mayBeDone.countDown();
    }

    /** All that is answered, until the server closes the connection, to these bytes. */
    String answer(String sent) throws IOException {
        try (Socket socket = connection(sent)) {
            return rest(socket);
        }
    }

    /** A connection on which a path has been asked for. */
    Socket asking(String path) throws IOException {
        return connection("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    /** A connection on which these bytes have been sent. */
    Socket connection(String sent) throws IOException {
        Socket socket = new Socket(HOST, port);
        socket.setSoTimeout(CLIENT_PATIENCE_MS);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** What comes until the server closes the connection. */
    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static void awaitAnswer(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read())
                .as("the first byte of an answer")
                .isPositive();
    }

    /**
     * Returns when the server accepts nothing more. Until its port is closed a connection succeeds; then it is refused or,
     * if it is not accepted yet, reset, which the loop waits for.
     */
    void awaitRefusal() throws IOException {
        while (true) {
            try (Socket socket = new Socket(HOST, port)) {
                Thread.onSpinWait();
            } catch (SocketException e) {
                return;
            }
        }
    }

    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        letItBeDone();
        stop();
    }

    private final class Routes extends Plugin<Void> {
        @Override
        public void onStart(JavalinState state) {
            state.routes.get("/echo", ctx -> ctx.result(ctx.path()));
            state.routes.post("/length", ctx -> ctx.result(Integer.toString(ctx.bodyAsBytes().length)));
            state.routes.exception(IncompleteBody.class, (incomplete, ctx) -> ctx.result("incomplete"));
            state.routes.get("/slow", this::wait);
            state.routes.get("/later", ctx -> ctx.future(() -> CompletableFuture.runAsync(() -> wait(ctx))));
        }

        private void wait(Context ctx) {
            hasBegun.countDown();
            try {
                if (mayBeDone.await(30, TimeUnit.SECONDS)) {
                    ctx.result("done");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
