package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PlatformSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples of the protocol document, and of what clients of the time were seen to send. */
final class ProtocolDocumentTest {
    private static final String RECIPIENTS = """
            [
              {
                "address": "1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP",
                "amount": 622
              },
              {
                "address": "1Ny9CBQUodXzHabYqxqDkV2riMsMG7XXf1",
                "amount": 733
              },
              {
                "address": "1GpZ3Fp248wuE6BnmtMqvHViGQQtDq6Mq6",
                "amount": 688
              }
            ]
            """;

    @Test
    void theRecipientsOfTheDocumentArePaid() {
        try (TestServer server = TestServer.start()) {
            PayRequest request =
                    PayRequest.good("M-1").with("pre_amount", "2043").recipients(RECIPIENTS);

            Answer paid = server.postJson(PayRequest.PATH, request.json());
            Answer repeated = server.postForm(PayRequest.PATH, request.form());

            assertThat(paid.code()).isZero();
            assertThat(paid.data().propertyNames()).contains("order_sn", "pay_txid");
            assertThat(server.balance("alice")).isEqualTo(1_000_000 - 2043);
            assertThat(repeated.code()).isEqualTo(10039);
        }
    }

    @Test
    void anErrorLooksLikeTheOneOfTheDocument() {
        try (TestServer server = TestServer.start()) {
            server.postJson(PayRequest.PATH, PayRequest.good("M-1").json());

            byte[] body = server.send(request -> request.uri(server.uri(PayRequest.PATH))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    PayRequest.good("M-1").json())))
                    .body();

            assertThat(new String(body, StandardCharsets.UTF_8))
                    .matches(
                            "\\{\"code\":10039,\"msg\":\".*the current order number already exists.*\",\"data\":\\[]}");
        }
    }

    @Test
    void aContentTypeMayHaveACharset() {
        try (TestServer server = TestServer.start()) {
            byte[] body =
                    PayRequest.good("M-1").with("item_name", "\"香蕉\"").json().getBytes(StandardCharsets.UTF_8);

            assertThat(server.post(PayRequest.PATH, "Application/JSON;charset=UTF-8", body)
                            .code())
                    .isZero();
        }
    }

    @Test
    void testNetAddressesArePaidWhereTheOperatorSaysSo() {
        PlatformSettings usual = TestServer.PLATFORM;
        PlatformSettings withTestNet = new PlatformSettings(
                usual.minimumPayment(),
                true,
                usual.plainHttpAllowed(),
                usual.signUpAllowed(),
                usual.sessionLifetime(),
                usual.maxWaitingOrders(),
                usual.maxBatchOrders());
        try (TestServer server = TestServer.start(TestServer.SETTINGS, withTestNet)) {
            String testNet = PayRequest.recipient("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "700");

            assertThat(server.postJson(
                                    PayRequest.PATH,
                                    PayRequest.good("M-1")
                                            .recipients("[" + testNet + "]")
                                            .json())
                            .code())
                    .isZero();
        }
    }

    @Test
    void anAnswerIsKeptByNobodyOnItsWay() {
        try (TestServer server = TestServer.start()) {
            assertThat(server.send(request -> request.uri(server.uri("/openapi/check_access_token?access_token=x")))
                            .headers()
                            .firstValue("Cache-Control"))
                    .hasValue("no-store");
            assertThat(server.send(request -> request.uri(server.uri(PayRequest.PATH))
                                    .POST(BodyPublishers.ofString(
                                            PayRequest.good("M-1").json())))
                            .headers()
                            .firstValue("Cache-Control"))
                    .hasValue("no-store");
        }
    }
}
