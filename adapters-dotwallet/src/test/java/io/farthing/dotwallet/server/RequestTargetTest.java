package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request targets as clients and proxies write them, byte for byte. */
final class RequestTargetTest {
    @RegisterExtension
    private static final TestServer server = TestServer.start();

    @ParameterizedTest
    @CsvSource({
        "/openapi/pay_small_money, 127.0.0.1",
        "/openapi/pay_small_money/, 127.0.0.1",
        "/platform/openapi/pay_small_money, 127.0.0.1",
        "/platform/openapi/pay_small_money/, 127.0.0.1",
        "/openapi/pay_small_money?nonce_str=1, 127.0.0.1",
        "http://www.dotwallet.com/openapi/pay_small_money, www.dotwallet.com",
        "https://www.dotwallet.com/openapi/pay_small_money, www.dotwallet.com",
        "https://www.dotwallet.com/openapi/pay_small_money/, www.dotwallet.com",
        "https://www.dotwallet.com/platform/openapi/pay_small_money, www.dotwallet.com",
    })
    void aPaymentGetsThrough(String target, String host) {
        String number = target + " " + host;

        String response =
                exchange("POST " + target, host, PayRequest.good(number).json());

        assertThat(response).startsWith("HTTP/1.1 200 ");
        assertThat(body(response).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi/search_order/?app_id=shop",
                "/platform/openapi/search_order?app_id=shop",
                "https://www.dotwallet.com/openapi/search_order/?app_id=shop",
            })
    void aQueryGetsThrough(String target) {
        String response = exchange("GET " + target, "www.dotwallet.com", "");

        assertThat(response).startsWith("HTTP/1.1 200 ");
        assertThat(body(response).code()).isEqualTo(10202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi/pay_small_money;x=1",
                "/openapi;x=1/pay_small_money",
                "/openapi/x/../pay_small_money",
                "/openapi/./pay_small_money",
                "/openapi/pay%5fsmall_money",
            })
    void aPaymentHasNoMoreSpellingsThanAQuery(String target) {
        long before = server.payments();
        String query = target.replaceFirst("pay(_|%5f)small_money", "search$1order");

        assertThat(exchange(
                        "POST " + target, "127.0.0.1", PayRequest.good(target).json()))
                .startsWith("HTTP/1.1 404 ");
        assertThat(exchange("GET " + query + "?app_id=shop", "127.0.0.1", "")).startsWith("HTTP/1.1 404 ");
        assertThat(server.payments()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//openapi/pay_small_money",
                "/openapi//pay_small_money",
                "/openapi/pay_small_money//",
                "/openapi/%2e/pay_small_money",
                "/platform/openapi/pay%2fsmall_money",
                "//platform//openapi/pay_small_money",
                "/openapi/pay_small_money\u0085",
                "/openapi/pay_small_money\u2028",
            })
    void whatTheServerRefusesUnreadIsAnsweredInAnEnvelopeToo(String target) {
        String response =
                exchange("POST " + target, "127.0.0.1", PayRequest.good(target).json());

        assertThat(response).startsWith("HTTP/1.1 200 ").contains("Content-Type: application/json\r\n");
        assertThat(body(response).code()).isEqualTo(10040);
    }

    @Test
    void headersThatTheServerDoesNotReadAreAnsweredInAnEnvelopeToo() {
        String unexpected = server.raw("POST /openapi/pay_small_money HTTP/1.1\r\nHost: x\r\nExpect: luck\r\n\r\n");
        String tooLong =
                server.raw("GET /openapi/search_order HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(body(unexpected).msg()).contains("Expectation Failed");
        assertThat(body(tooLong).msg()).contains("Request Header Fields Too Large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.dotwallet.com", "http://www.dotwallet.com?a=b", "*", "www.dotwallet.com:80"})
    void aTargetWithoutAPathIsNoPayment(String target) {
        assertThat(exchange("POST " + target, "www.dotwallet.com", "{}")).startsWith("HTTP/1.1 4");
    }

    private static Answer body(String response) {
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        return Answer.of(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String exchange(String methodAndTarget, String host, String body) {
        return server.raw(methodAndTarget, host, "application/json", body);
    }
}
