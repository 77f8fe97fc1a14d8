package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever calls an endpoint with a method that it does not have is told so with HTTP 200 and a code, like all else. */
final class WrongMethodTest {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "BREW");

    @RegisterExtension
    private static final TestServer server = TestServer.start();

    @ParameterizedTest
    @CsvSource({
        "set_pay_config, GET",
        "pay_small_money, POST",
        "get_code, GET",
        "access_token, POST",
        "refresh_access_token, GET or POST",
        "check_access_token, GET",
        "get_user_info, GET",
        "search_order, GET or POST",
    })
    void theAnswerNamesTheRightOne(String endpoint, String right) {
        List<String> rightMethods = List.of(right.split(" or "));
        METHODS.stream()
                .filter(method -> !rightMethods.contains(method))
                .forEach(method -> targets(endpoint).forEach(target -> {
                    HttpResponse<byte[]> response = send(method, target);

                    Answer answer = Answer.of(response);
                    assertThat(answer.code()).as(method + " " + target).isEqualTo(10040);
                    assertThat(answer.msg()).contains("call this endpoint with " + right + ",");
                    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
                    assertThat(response.headers().firstValue("Allow")).isEmpty();
                }));
        assertThat(server.payments()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay_small_money", "get_user_info"})
    void nobodyWhoAsksForTheHeadIsSentABody(String endpoint) {
        HttpResponse<byte[]> response = send("HEAD", "/openapi/" + endpoint);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void theCodeTravelsAsTheOperatorChose() {
        DotWalletSettings sdk = new DotWalletSettings(CodeNumbering.SDK, TestServer.SETTINGS.maxBodyBytes());
        try (TestServer other = TestServer.start(sdk, TestServer.PLATFORM)) {
            assertThat(other.get(PayRequest.PATH).code()).isEqualTo(-10040);
        }
    }

    private static Stream<String> targets(String endpoint) {
        return Stream.of("/openapi/", "/platform/openapi/")
                .flatMap(prefix -> Stream.of("", "/", "?app_id=shop").map(end -> prefix + endpoint + end));
    }

    private static HttpResponse<byte[]> send(String method, String target) {
        String body = PayRequest.good("M-1").json();
        return server.send(request -> request.uri(server.uri(target))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
