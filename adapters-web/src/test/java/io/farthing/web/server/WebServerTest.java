package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.domain.secret.Secret;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final String HALF_A_BODY = "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n1";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void freePortIsFoundAndTold() throws Exception {
        assertThat(server.port()).isPositive();
        assertThat(server.get("/echo").body()).isEqualTo("/echo");
    }

    @Test
    void wholeUrlAsTheTargetOfTheRequestWorks() throws Exception {
        String answer = server.answer("GET https://www.dotwallet.com/echo?a=b HTTP/1.1\r\n"
                + "Host: www.dotwallet.com\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("/echo");
    }

    @Test
    void wholeUrlWithAnotherHostThanTheHeaderWorks() throws Exception {
        String answer = server.answer("GET https://www.dotwallet.com/echo HTTP/1.1\r\n"
                + "Host: proxy.example:8080\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void methodIsTheOneThatIsSent() throws Exception {
        HttpRequest.Builder get = server.request("/length").header("X-HTTP-Method-Override", "POST");
        HttpRequest.Builder post = server.request("/length")
                .header("X-HTTP-Method-Override", "GET")
                .POST(BodyPublishers.ofByteArray(new byte[3]));

        assertThat(server.send(get).statusCode()).isEqualTo(405);
        assertThat(server.send(post).body()).isEqualTo("3");
    }

    @Test
    void saneRequestIdIsKept() throws Exception {
        assertThat(requestId(server.request("/echo").header("X-Request-Id", "trace-7.A_b")))
                .isEqualTo("trace-7.A_b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "<script>", "钱", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void anyOtherRequestIdIsReplaced(String given) throws Exception {
        String encoded = new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String answer = server.answer(
                "GET /echo HTTP/1.1\r\nHost: h\r\nX-Request-Id: " + encoded + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
    }

    @Test
    void everyRequestHasAnIdOfItsOwn() throws Exception {
        String first = requestId(server.request("/echo"));
        String second = requestId(server.request("/echo"));

        assertThat(first).isNotEqualTo(second);
    }

    private String requestId(HttpRequest.Builder request) throws Exception {
        return server.send(request).headers().firstValue("X-Request-Id").orElseThrow();
    }

    @Test
    void overlongHeadersAreRefused() throws Exception {
        String answer = server.answer("GET /echo HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/%2e%2e/echo", "/a%00b"})
    void pathsThatCanBeReadInTwoWaysAreRefused(String path) throws Exception {
        assertThat(server.answer("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    @Timeout(60)
    void bodyOfWhichNothingComesForAWhileIsIncomplete() throws Exception {
        try (TestServer impatient = TestServer.impatient();
                Socket socket = impatient.connection(HALF_A_BODY)) {
            assertThat(TestServer.rest(socket)).contains("\r\n\r\nincomplete");
        }
    }

    @Test
    @Timeout(60)
    void bodiesThatDoNotComeKeepNobodyElseWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                slow.add(server.connection(HALF_A_BODY));
            }

            assertThat(server.get("/echo").body()).isEqualTo("/echo");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void bodyBeyondTheLimitIsRefused() throws Exception {
        HttpRequest.Builder known = server.request("/length").POST(BodyPublishers.ofByteArray(new byte[2000]));
        HttpRequest.Builder chunked = server.request("/length")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2000])));

        assertThat(server.send(known).statusCode()).isEqualTo(413);
        assertThat(server.send(chunked).statusCode()).isEqualTo(413);
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
}
