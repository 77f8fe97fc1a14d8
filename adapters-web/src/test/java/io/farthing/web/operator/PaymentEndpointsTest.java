package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletPages;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.App;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.user.User;
import io.farthing.web.OperatorClient;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator sees what waits for the wallet, and concludes it by hand. */
class PaymentEndpointsTest {

    private final TestPlatform platform = TestPlatform.startBefore(new InMemoryWalletPages());
    private final OperatorClient operator = new OperatorClient(platform);
    private final User ann = platform.user("ann", 0);
    private final App shop = platform.app("shop");

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void paymentsAreListedByStatus() {
        Payment lost = unknown("1");
        Payment reserved = reserve("2");

        var unknown = operator.get("/operator/v1/payments?status=unknown");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().at("/payments/0/order_sn").asString())
                .isEqualTo(lost.id().toString());
        assertThat(unknown.json().at("/payments/0/reason").asString()).isEqualTo("no answer");
        assertThat(unknown.json().at("/payments/0/tries").asInt()).isEqualTo(1);
        assertThat(unknown.json().at("/payments/0/wallet_merchant_order_sn").asString())
                .isEqualTo(lost.transactionId().hex());
        assertThat(unknown.json().at("/payments").size()).isEqualTo(1);
        assertThat(unknown.json().at("/next").isNull()).isTrue();
        assertThat(operator.get("/operator/v1/payments?status=reserved")
                        .json()
                        .at("/payments/0/order_sn")
                        .asString())
                .isEqualTo(reserved.id().toString());
    }

    @Test
    void aPaymentIsConcludedByHandAndTheReasonIsKept() {
        Payment lost = unknown("1");
        String path = "/operator/v1/payments/" + lost.id();

        var answer = operator.post(
                path + "/resolution",
                "{\"outcome\":\"settled\",\"reason\":\"seen in their books\",\"wallet_order_sn\":\"R-7\",\"pay_txid\":\"t\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/status").asString()).isEqualTo("settled");
        var shown = operator.get(path).json();
        assertThat(shown.at("/pay_txid").asString()).isEqualTo("t");
        assertThat(shown.at("/wallet_order_sn").asString()).isEqualTo("R-7");
        assertThat(shown.at("/resolution/reason").asString()).isEqualTo("seen in their books");
        assertThat(operator.post(path + "/resolution", "{\"outcome\":\"settled\",\"reason\":\"again\"}")
                        .status())
                .isEqualTo(200);
        assertThat(operator.post(path + "/resolution", "{\"outcome\":\"failed\",\"reason\":\"or not\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatCannotBeIsRefusedWithTheField() {
        Payment reserved = reserve("1");
        String path = "/operator/v1/payments/" + reserved.id() + "/resolution";
        assertRefused(400, "status", operator.get("/operator/v1/payments"));
        assertRefused(400, "status", operator.get("/operator/v1/payments?status=settled"));
        assertRefused(400, "limit", operator.get("/operator/v1/payments?status=unknown&limit=0"));
        assertRefused(400, "limit", operator.get("/operator/v1/payments?status=unknown&limit=1001"));
        assertRefused(400, "limit", operator.get("/operator/v1/payments?status=unknown&limit=1&limit=2"));
        assertRefused(400, "status", operator.get("/operator/v1/payments?status=unknown&status=unknown"));
        assertRefused(400, "after", operator.get("/operator/v1/payments?status=unknown&after=1&after=2"));
        assertRefused(400, "after", operator.get("/operator/v1/payments?status=unknown&after=x"));
        assertRefused(404, "order_sn", operator.get("/operator/v1/payments/999999"));
        assertRefused(404, "order_sn", operator.get("/operator/v1/payments/x"));
        assertRefused(400, "outcome", operator.post(path, "{\"outcome\":\"maybe\",\"reason\":\"r\"}"));
        assertRefused(400, "reason", operator.post(path, "{\"outcome\":\"failed\",\"reason\":\"\"}"));
        assertRefused(
                400, "outcome", operator.post(path, "{\"outcome\":\"failed\",\"reason\":\"r\",\"pay_txid\":\"t\"}"));
        assertRefused(409, "order_sn", operator.post(path, "{\"outcome\":\"failed\",\"reason\":\"r\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet_order_sn", "pay_txid"})
    void whatTheWalletToldIsCheckedUnderItsOwnName(String field) {
        String path = "/operator/v1/payments/" + reserve("1").id() + "/resolution";

        var answer = operator.post(
                path, "{\"outcome\":\"settled\",\"reason\":\"r\",\"" + field + "\":\"" + "x".repeat(129) + "\"}");

        assertRefused(400, field, answer);
        assertThat(answer.message()).startsWith(field + " must have 1 to 128 characters");
    }

    @Test
    void theMetricsShowHowManyWait() {
        unknown("1");
        reserve("2");
        String metrics = new TestBrowser(platform).get("/metrics").body();
        assertThat(metrics)
                .contains("farthing_payments_pending{status=\"unknown\"} 1.0")
                .contains("farthing_payments_pending{status=\"reserved\"} 1.0");
    }

    // As the engine leaves them while the wallet is asked, and when it has not told what became of them.
    private Payment reserve(String number) {
        platform.unitOfWork().<Boolean>write(stores -> {
            if (stores.authorizations().findActive(ann.openId(), shop.id()).isEmpty()) {
                Samples.addAuthorization(stores, ann.openId(), shop.id(), Samples.limits(100, 1000));
            }
            return true;
        });
        return PaymentBatches.reserve(platform.unitOfWork(), Samples.order(shop.id(), ann.openId(), number, 10));
    }

    private Payment unknown(String number) {
        return PaymentBatches.conclude(platform.unitOfWork(), reserve(number), new Finding.Unknown("no answer"));
    }

    private static void assertRefused(int status, String field, OperatorClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
    }
}
