package io.farthing.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.farthing.application.fake.Samples;
import io.farthing.domain.secret.Secret;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WebServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Slow slow = new Slow();
    private final WebServer server = new WebServer(settings(), Set.of(slow));
    private int port;

    @BeforeEach
    void start() {
        port = server.start();
    }

    @AfterEach
    void stop() {
        slow.mayEnd.countDown();
        server.stop();
    }

    @Test
    void freePortIsFoundAndTold() throws Exception {
        assertThat(port).isPositive();
        assertThat(get("/echo").body()).isEqualTo("/echo");
    }

    @Test
    void wholeUrlAsTheTargetOfTheRequestWorks() throws Exception {
        String answer = raw("GET https://www.dotwallet.com/echo?a=b HTTP/1.1\r\n"
                + "Host: www.dotwallet.com\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("/echo");
    }

    @Test
    void wholeUrlWithAnotherHostThanTheHeaderWorks() throws Exception {
        String answer = raw("GET https://www.dotwallet.com/echo HTTP/1.1\r\n"
                + "Host: proxy.example:8080\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void saneRequestIdIsKept() throws Exception {
        assertThat(requestId("trace-7.A_b")).isEqualTo("trace-7.A_b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "<script>", "钱", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void anyOtherRequestIdIsReplaced(String given) throws Exception {
        String encoded = new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String answer =
                raw("GET /echo HTTP/1.1\r\nHost: h\r\nX-Request-Id: " + encoded + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() throws Exception {
        String first = get("/echo").headers().firstValue("X-Request-Id").orElseThrow();
        String second = get("/echo").headers().firstValue("X-Request-Id").orElseThrow();

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void overlongHeadersAreRefused() throws Exception {
        String answer = raw("GET /echo HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @Test
    void everyRequestMayHaveAHundredHeaderFields() throws Exception {
        String request = "GET /echo HTTP/1.1\r\nHost: h\r\n" + "X-More: 1\r\n".repeat(98);

        String answers = raw(request + "X-More: 1\r\n\r\n" + request + "Connection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(3);
    }

    @Test
    void moreHeaderFieldsThanAHundredAreRefused() throws Exception {
        String answer = raw("GET /echo HTTP/1.1\r\nHost: h\r\n" + "X-More: 1\r\n".repeat(100) + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n")
                .contains("\"message\":\"Request Header Fields Too Large (431). The server refused");
    }

    @ParameterizedTest
    @CsvSource({"98, 3", "99, incomplete"})
    void trailersAreHeaderFields(int trailers, String answer) throws Exception {
        assertThat(raw("POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
                        + "X-More: 1\r\n".repeat(trailers) + "\r\nGET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"))
                .contains("\r\n\r\n" + answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/later"})
    @Timeout(60)
    void whenThereAreTooManyConnectionsIdleOnesMakeRoomAndOneWhoseAnswerIsDueStays(String path) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger(ConnectionLimit.class);
        log.start();
        ours.addAppender(log);
        Slow plugin = new Slow();
        WebServer small = withThreeConnections(plugin);
        int port = small.start();
        try (Socket running = connection(port, path)) {
            assertThat(plugin.hasBegun.await(30, TimeUnit.SECONDS)).isTrue();
            try (Socket idle = connection(port, "/echo")) {
                awaitAnswer(idle);
                try (Socket last = connection(port, "/echo");
                        Socket next = connection(port, "/echo")) {
                    // Long before it is closed for being idle while there is room.
                    idle.setSoTimeout(20_000);
                    assertThat(new String(idle.getInputStream().readAllBytes(), UTF_8))
                            .endsWith("/echo");
                    awaitAnswer(next);
                    awaitAnswer(last);
                }
            }

            plugin.mayEnd.countDown();
            running.shutdownOutput();
            assertThat(new String(running.getInputStream().readAllBytes(), UTF_8))
                    .endsWith("done");
            assertThat(log.list).as("one line, however often").hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).startsWith("There are 3 connections");
        } finally {
            small.stop();
            ours.detachAppender(log);
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatEndsWhileTheServerStopsGivesTheOthersNoMoreTime() throws Exception {
        WebServer small = withThreeConnections();
        int port = small.start();
        try (Socket first = connection(port, "/");
                Socket second = connection(port, "/");
                Socket third = connection(port, "/")) {
            for (Socket socket : List.of(first, second, third)) {
                awaitAnswer(socket);
            }
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(small::stop);
            awaitRefusal(port);
            first.close();

            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/%2e%2e/echo", "/a%00b"})
    void pathsThatCanBeReadInTwoWaysAreRefused(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a%2fb, '', 400",
        "GET //echo, '', 400",
        "GET /%zz, '', 400",
        "GET /%2f, '', 400",
        "GET /echo//, '', 400",
        "GET echo, '', 400",
        "B(EW /echo, '', 400",
        "PUT /a%2fb, '', 400",
        "GET /echo, Expect: the unexpected, 417",
        "GET /echo, Host: another, 400",
        "GET /LONG, '', 414",
        "GET /echo, X-Long: LONG, 431",
    })
    void whatIsRefusedUnreadIsAnsweredLikeAllElse(String request, String header, int status) throws Exception {
        String answer = raw((request + " HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\nConnection: close\r\n"
                        + (header.isEmpty() ? "" : header + "\r\n") + "\r\n")
                .replace("LONG", "x".repeat(40_000)));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n")
                .containsAnyOf("</h1><p>The server refused", "\"message\":\"");
    }

    @Test
    void whatIsRefusedUnreadKeepsItsIdWhereItsHeadersCanBeRead() throws Exception {
        assertThat(raw("GET /a%2fb HTTP/1.1\r\nHost: h\r\nX-Request-Id: seven\r\nConnection: close\r\n\r\n"))
                .contains("X-Request-Id: seven\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/operator//v1, text/html, application/json",
        "//operator/v1, text/html, application/json",
        "/wallet//, text/html, text/html;charset=utf-8",
        "/wallet//, application/json, application/json",
    })
    void whatIsRefusedUnreadIsAPageToBrowsersOnly(String path, String accept, String type) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nAccept: " + accept + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: " + type + "\r\n");
    }

    @Test
    @Timeout(60)
    void bodyOfWhichNothingComesForAWhileIsIncomplete() throws Exception {
        WebServer impatient = impatient(slow);
        try (Socket socket = new Socket("127.0.0.1", impatient.start())) {
            socket.getOutputStream()
                    .write("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n1".getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("\r\n\r\nincomplete");
        } finally {
            impatient.stop();
        }
    }

    @Test
    @Timeout(60)
    void bodiesThatDoNotComeKeepNobodyElseWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n1".getBytes(UTF_8));
            }

            assertThat(get("/echo").body()).isEqualTo("/echo");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void bodyBeyondTheLimitIsRefused() throws Exception {
        HttpRequest known = HttpRequest.newBuilder(uri("/length"))
                .POST(BodyPublishers.ofByteArray(new byte[2000]))
                .build();
        HttpRequest chunked = HttpRequest.newBuilder(uri("/length"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2000])))
                .build();

        assertThat(http.send(known, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(http.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
    }

    @Test
    @Timeout(60)
    void stopWaitsForWhatIsRunningAndAcceptsNothingMore() throws Exception {
        CompletableFuture<HttpResponse<String>> running =
                http.sendAsync(HttpRequest.newBuilder(uri("/slow")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(slow.hasBegun.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
        awaitRefusal(port);
        assertThat(stopped).isNotDone();
        slow.mayEnd.countDown();

        assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
        stopped.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/later"})
    @Timeout(60)
    void stopWaitsLongerForAnAnswerThanAConnectionMayBeIdleMeanwhile(String path) throws Exception {
        CompletableFuture<HttpResponse<String>> running =
                http.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(slow.hasBegun.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
        assertThatThrownBy(() -> stopped.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        slow.mayEnd.countDown();

        assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
        stopped.get(30, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(60)
    void stopBreaksOffWhatIsStillRunningWhenItHasWaitedLongEnough() throws Exception {
        Slow endless = new Slow();
        WebServer impatient = impatient(endless);
        URI slowPath = URI.create("http://127.0.0.1:" + impatient.start() + "/slow");
        CompletableFuture<HttpResponse<String>> running =
                http.sendAsync(HttpRequest.newBuilder(slowPath).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(endless.hasBegun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatCode(impatient::stop).doesNotThrowAnyException();

        assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        endless.mayEnd.countDown();
    }

    @Test
    @Timeout(60)
    void aClientThatSendsHeadersForEverDoesNotKeepTheServerFromStopping() throws Exception {
        WebServer impatient = impatient();
        try (Socket socket = new Socket("127.0.0.1", impatient.start())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\n".getBytes(UTF_8));
            awaitAnswer(socket);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendHeaders(socket));

            assertThatCode(impatient::stop).doesNotThrowAnyException();

            sending.get(30, TimeUnit.SECONDS);
        }
    }

    // More often than a connection may be idle while the server stops, until it is closed.
    private static void sendHeaders(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write("X-More: 1\r\n".getBytes(UTF_8));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException e) {
            // The server has closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Until the port is closed a connection succeeds; then it is refused or, if it is not accepted yet, reset, which
    // the
    // loop waits for.
    private static void awaitRefusal(int port) throws IOException {
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                Thread.onSpinWait();
            } catch (SocketException e) {
                return;
            }
        }
    }

    @Test
    void settingsThatNoServerCanHaveAreRefused() {
        Secret token = new Secret("x".repeat(16));
        assertThatThrownBy(() -> new WebSettings("h", 65536, Optional.empty(), token, 1024, Set.of()))
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> new WebSettings("h", 0, Optional.empty(), token, 10, Set.of()))
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> new WebSettings("h", 0, Optional.empty(), new Secret(" "), 1024, Set.of()))
                .hasMessageContaining("operator token");
        assertThatThrownBy(() -> new WebSettings(
                        "h", 0, Optional.of(Samples.uri("https://a.example/path")), token, 1024, Set.of()))
                .hasMessageContaining("public URL");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String requestId(String given) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/echo"))
                .header("X-Request-Id", given)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Socket connection(int port, String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(UTF_8));
        return socket;
    }

    private static void awaitAnswer(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read())
                .as("the first byte of an answer")
                .isPositive();
    }

    private static WebServer impatient(Plugin<?>... plugins) {
        return new WebServer(settings(), Set.of(plugins), Duration.ofSeconds(2), Duration.ofSeconds(1), 100);
    }

    private static WebServer withThreeConnections(Plugin<?>... plugins) {
        return new WebServer(settings(), Set.of(plugins), Duration.ofSeconds(20), Duration.ofSeconds(30), 3);
    }

    private static WebSettings settings() {
        return new WebSettings("127.0.0.1", 0, Optional.empty(), new Secret("x".repeat(16)), 1024, Set.of());
    }

    private static final class Slow extends Plugin<Void> {
        final CountDownLatch hasBegun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);

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
                if (mayEnd.await(30, TimeUnit.SECONDS)) {
                    ctx.result("done");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
