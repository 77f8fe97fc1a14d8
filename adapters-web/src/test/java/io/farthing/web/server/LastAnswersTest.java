package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastAnswersTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
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
        String answer = server.answer((request + " HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\nConnection: close\r\n"
                        + (header.isEmpty() ? "" : header + "\r\n") + "\r\n")
                .replace("LONG", "x".repeat(40_000)));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsPattern("X-Request-Id: [0-9a-f]{32}\r\n")
                .containsAnyOf("</h1><p>The server refused", "\"message\":\"");
    }

    /** A host has the language of its machine, and some write digits in other ways. */
    @Test
    void theStatusHasTheSameDigitsInEveryLanguage() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(server.answer("GET /a%2fb HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
                    .contains("Bad Request (400).");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aVersionOfHttpThatIsNotKnownIsNotToBeTriedAgain() throws Exception {
        assertThat(server.answer("GET /echo HTTP/3.7\r\nHost: h\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 505 ")
                .contains("correct it and send it again");
    }

    @Test
    void whatIsRefusedUnreadKeepsItsIdWhereItsHeadersCanBeRead() throws Exception {
        assertThat(server.answer("GET /a%2fb HTTP/1.1\r\nHost: h\r\nX-Request-Id: seven\r\nConnection: close\r\n\r\n"))
                .contains("X-Request-Id: seven\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/operator//v1, text/html, application/json",
        "//operator/v1, text/html, application/json",
        "/operator/v1/\u00c2\u0085x, text/html, application/json",
        "/wallet//, text/html, text/html;charset=utf-8",
        "/wallet//, application/json, application/json",
    })
    void whatIsRefusedUnreadIsAPageToBrowsersOnly(String path, String accept, String type) throws Exception {
        assertThat(server.answer(
                        "GET " + path + " HTTP/1.1\r\nHost: h\r\nAccept: " + accept + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: " + type + "\r\n");
    }
}
