package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFieldLimitTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRequestMayHaveAHundredHeaderFields() throws Exception {
        String request = "GET /echo HTTP/1.1\r\nHost: h\r\n" + "X-More: 1\r\n".repeat(98);

        String answers = server.answer(request + "X-More: 1\r\n\r\n" + request + "Connection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(3);
    }

    @Test
    void moreHeaderFieldsThanAHundredAreRefused() throws Exception {
        String answer = server.answer("GET /echo HTTP/1.1\r\nHost: h\r\n" + "X-More: 1\r\n".repeat(100) + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n")
                .contains("\"message\":\"Request Header Fields Too Large (431). The server refused");
    }

    @ParameterizedTest
    @CsvSource({"98, 3", "99, incomplete"})
    void trailersAreHeaderFields(int trailers, String answer) throws Exception {
        assertThat(server.answer(
                        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
                                + "X-More: 1\r\n".repeat(trailers) + "\r\nGET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"))
                .contains("\r\n\r\n" + answer);
    }
}
