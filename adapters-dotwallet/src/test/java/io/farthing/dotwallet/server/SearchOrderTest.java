package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.FindPayments;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.FormReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SearchOrderTest {
    private static final String SECRET = Samples.secret("shop").value();
    private static final String PATH = "/openapi/search_order";

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPaidOrderIsFoundByGetAndByPostWithEverythingAboutIt() {
        Answer paid = server.postJson(PayRequest.PATH, PayRequest.good("M-1").json());
        String fields = "app_id=shop&secret=" + SECRET + "&merchant_order_sn=M-1";

        Answer found = server.get(PATH + "?" + fields);

        assertThat(found.code()).isZero();
        assertThat(found.text("merchant_order_sn")).isEqualTo("M-1");
        assertThat(found.data().get("amount").longValue()).isEqualTo(700);
        assertThat(found.text("user_open_id")).isEqualTo("open-alice");
        assertThat(found.text("item_name")).isEqualTo("bananas");
        assertThat(found.text("opreturn")).isEqualTo("006a0568656c6c6f");
        assertThat(found.data().get("receive_address"))
                .hasToString("[" + PayRequest.recipient(PayRequest.ONE, "400") + ","
                        + PayRequest.recipient(PayRequest.TWO, "300") + "]");
        assertThat(found.text("pay_time")).isEqualTo("2026-01-02 03:04:05");
        assertThat(found.text("create_time")).isEqualTo("2026-01-02 03:04:05");
        assertThat(found.text("order_sn")).isEqualTo(paid.text("order_sn"));
        assertThat(found.text("pay_txid")).isEqualTo(paid.text("pay_txid"));
        assertThat(found.data().get("status").intValue()).isEqualTo(9);
        assertThat(server.postForm("/platform" + PATH + "/", fields)).isEqualTo(found);
        assertThat(server.postJson(
                        PATH, "{\"app_id\":\"shop\",\"secret\":\"" + SECRET + "\",\"merchant_order_sn\":\"M-1\"}"))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "006A026869", "商店"})
    void thePayTxidCanBeComputedFromTheAnswerAndTheAppId(String opReturn) throws NoSuchAlgorithmException {
        Answer paid = server.postJson(
                PayRequest.PATH,
                PayRequest.good("M-1")
                        .with(fields -> fields.put("opreturn", opReturn).put("item_name", " 一個 apple "))
                        .json());

        Answer found = server.get(PATH + "?app_id=SHOP&secret=" + SECRET + "&merchant_order_sn=M-1");

        assertThat(found.text("user_open_id")).isEqualTo("open-alice");
        // As docs/pay-txid.md says, and from nothing else.
        StringBuilder form = new StringBuilder("version=1\norder_sn=" + found.text("order_sn") + "\napp_id=shop\n");
        form.append("merchant_order_sn=")
                .append(found.text("merchant_order_sn"))
                .append('\n');
        form.append("user_open_id=").append(found.text("user_open_id")).append('\n');
        long acceptedAt =
                LocalDateTime.parse(found.text("create_time").replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
        form.append("accepted_at=").append(acceptedAt).append('\n');
        form.append("amount=").append(found.data().get("amount").longValue()).append('\n');
        form.append("item_name=").append(found.text("item_name")).append('\n');
        form.append("opreturn=").append(found.text("opreturn")).append('\n');
        for (JsonNode recipient : found.data().get("receive_address")) {
            form.append(recipient.get("address").stringValue()).append('=');
            form.append(recipient.get("amount").longValue()).append('\n');
        }
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] twice = sha256.digest(sha256.digest(form.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(HexFormat.of().formatHex(twice))
                .isEqualTo(found.text("pay_txid"))
                .isEqualTo(paid.text("pay_txid"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10200",
        "secret=wrong&merchant_order_sn=M-1, 10200",
        "app_id=nobody, 10201",
        "app_id=nobody&secret=wrong&merchant_order_sn=M-1, 10201",
        "app_id=shop, 10202",
        "app_id=shop&merchant_order_sn=M-1, 10202",
        "app_id=shop&secret=wrong, 10203",
        "app_id=shop&secret=wrong&merchant_order_sn=M-1, 10203",
        "app_id=shop&secret=SECRET, 10204",
        "app_id=shop&secret=SECRET&merchant_order_sn=M-2, 10205",
        "app_id=shop&secret=SECRET&merchant_order_sn=M%00, 10205",
    })
    void everyProblemHasItsCode(String fields, int code) {
        server.postJson(PayRequest.PATH, PayRequest.good("M-1").json());

        assertThat(server.get(PATH + "?" + fields.replace("SECRET", SECRET)).code())
                .isEqualTo(code);
        assertThat(server.postForm(PATH, fields.replace("SECRET", SECRET)).code())
                .isEqualTo(code);
    }

    @Test
    void anAppFindsItsOwnOrdersOnly() {
        server.postJson(PayRequest.PATH, PayRequest.good("M-1").json());
        String secret = Samples.secret("bare").value();

        assertThat(server.get(PATH + "?app_id=bare&secret=" + secret + "&merchant_order_sn=M-1")
                        .code())
                .isEqualTo(10205);
    }

    @Test
    void aRefusedOrderIsNotFound() {
        server.postJson(PayRequest.PATH, PayRequest.good("M-1").of("bob").json());

        assertThat(server.get(PATH + "?app_id=shop&secret=" + SECRET + "&merchant_order_sn=M-1")
                        .code())
                .isEqualTo(10205);
    }

    @ParameterizedTest
    @CsvSource({
        "RESERVED, 0, ''",
        "UNKNOWN, 0, ''",
        "FAILED, -1, ''",
        "SETTLED, 9, 2026-01-02 03:04:05",
    })
    void everyStatusHasItsNumberAndOnlyAPaidOrderATimeOfPayment(PaymentStatus status, int number, String payTime) {
        SearchOrder search = new SearchOrder(server.injector.getInstance(AppAuthentication.class), only(status));
        Fields fields = FormReader.read("app_id=shop&secret=" + SECRET + "&merchant_order_sn=M-1");

        ObjectNode data = search.find(fields);

        assertThat(data.get("status").intValue()).isEqualTo(number);
        assertThat(data.get("pay_time").stringValue()).isEqualTo(payTime);
    }

    /** Finds one payment, whatever is looked for. */
    private static FindPayments only(PaymentStatus status) {
        return new FindPayments() {
            @Override
            public Optional<Payment> find(OrderKey key) {
                return Optional.of(new Payment(
                        new PaymentId(1),
                        new AuthorizationId(1),
                        Samples.order(key.app(), Samples.user("alice").openId(), "M-1", 700),
                        Settlement.GATEWAY,
                        status,
                        Samples.NOW,
                        Receipt.NONE));
            }

            @Override
            public List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
