package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Settled;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.application.port.out.WalletGateway.Unclear;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.application.port.out.WalletGatewayContract;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.user.UserOpenId;
import io.farthing.dotwallet.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote DotWallet does what every wallet does; and what it leaves open stays open. */
final class DotWalletGatewayTest implements WalletGatewayContract {

    private final RemoteDouble remote = new RemoteDouble();
    private DotWalletGateway gateway = new DotWalletGateway(new RemoteCalls(remote.settings()));

    @AfterEach
    void close() {
        remote.close();
    }

    @Override
    public WalletGateway gateway() {
        return gateway;
    }

    @Override
    public void restart() {
        gateway = new DotWalletGateway(new RemoteCalls(remote.settings()));
    }

    @Override
    public void behave(Behaviour behaviour) {
        remote.behave(behaviour);
    }

    @Override
    public Payment payment(long number, long satoshis) {
        return payment(number, new Recipient(Samples.address("to"), Satoshis.of(satoshis)));
    }

    @Override
    public int timesPaid(Payment payment) {
        return remote.timesPaid(payment.transactionId().hex());
    }

    @Test
    void theRequestSaysEverythingAboutThePayment() {
        Payment payment = payment(
                7,
                new Recipient(Samples.address("author"), Satoshis.of(600)),
                new Recipient(Samples.address("artist"), Satoshis.of(400)));

        pay(payment);

        assertThat(remote.requests())
                .containsExactly("/openapi/pay_small_money {\"app_id\":\"" + RemoteDouble.APP_ID + "\",\"secret\":\""
                        + RemoteDouble.SECRET.value() + "\",\"merchant_order_sn\":\""
                        + payment.transactionId().hex()
                        + "\",\"user_open_id\":\"open-ann\",\"pre_amount\":1000,\"item_name\":\"bananas\",\"opreturn\":\""
                        + payment.order().opReturn().hex() + "\",\"receive_address\":[{\"address\":\""
                        + Samples.address("author").text() + "\",\"amount\":600},{\"address\":\""
                        + Samples.address("artist").text() + "\",\"amount\":400}]}");
    }

    @Test
    void theDocumentedAnswersAreUnderstoodByteForByte() {
        remote.answer(200, """
                {
                  "code": 0,
                  "msg": "",
                  "data": {
                    "order_sn": "ORDER_SN",
                    "pay_txid": "PAY_TXID"
                  }
                }
                """);
        assertThat(pay(payment(1, 10))).isEqualTo(new Accepted(new Receipt("ORDER_SN", "PAY_TXID")));

        remote.answer(200, """
                {
                  "code": 10039,
                  "msg": "Micropayment error,the current order number already exists",
                  "data": []
                }
                """);
        assertThat(pay(payment(1, 10)))
                .as("it exists, and asking what became of it yields no more than that")
                .isInstanceOf(Unknown.class);
        assertThat(remote.requests().get(remote.requests().size() - 1)).startsWith("/openapi/search_order");
    }

    @ParameterizedTest
    @CsvSource({
        "10030, REFUSED_OUTSIDE", "10032, NOT_AUTHORIZED_OUTSIDE", "10034, REFUSED_OUTSIDE", "10035, USER_UNKNOWN",
        "10036, REFUSED_OUTSIDE", "10037, REFUSED_OUTSIDE", "10038, REFUSED_OUTSIDE", "10041, OVER_BALANCE",
        "10042, REFUSED_OUTSIDE", "10043, REFUSED_OUTSIDE", "10044, OVER_OUTSIDE_LIMIT", "10045, REFUSED_OUTSIDE",
        "10046, REFUSED_OUTSIDE", "10047, REFUSED_OUTSIDE", "10048, REFUSED_OUTSIDE", "10049, REFUSED_OUTSIDE",
        "-101001, OVER_BALANCE", "-10044, OVER_OUTSIDE_LIMIT", "-10032, NOT_AUTHORIZED_OUTSIDE"
    })
    void codesThatSayForCertainThatNothingWasTakenHaveAReason(int code, DeclineReason reason) {
        remote.answer(200, "{\"code\":" + code + ",\"msg\":\"no\",\"data\":[]}");

        assertThat(pay(payment(1, 10))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.why()).contains(Integer.toString(code));
        });
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "APP_ID_MISSING", "SECRET_MISSING", "SECRET_WRONG", "PERMISSION_DENIED", "USER_OPEN_ID_MISSING",
                "USER_UNKNOWN", "ORDER_NUMBER_MISSING", "AMOUNT_MISSING", "AMOUNT_TOO_SMALL", "AMOUNT_TOO_LARGE",
                "BALANCE_TOO_LOW", "ITEM_NAME_MISSING", "ADDRESS_MISSING", "ADDRESS_BAD", "AMOUNT_BAD",
                "AMOUNTS_DIFFER"
            })
    void everyOtherCodeThatIsDocumentedLeavesTheOutcomeOpen(ErrorCode code) {
        remote.answer(200, "{\"code\":" + code.number() + ",\"msg\":\"what?\",\"data\":[]}");

        assertThat(pay(payment(1, 10)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.why()).contains(Integer.toString(code.number())));
    }

    @ParameterizedTest
    @ValueSource(ints = {10040, -10040, 10205, 10017, 99999, -1, 1, 101001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void codesThatSayNothingForCertainLeaveTheOutcomeOpen(int code) {
        remote.answer(200, "{\"code\":" + code + ",\"msg\":\"what?\",\"data\":[]}");

        assertThat(pay(payment(1, 10))).isInstanceOf(Unknown.class);
        if (Math.abs(code) != 10205) {
            assertThat(lookUp(payment(1, 10))).isInstanceOf(Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad Gateway</html>",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"1\",\"pay_tx",
                "{\"code\":0,\"msg\":\"\"}",
                "{\"code\":0,\"msg\":\"\",\"data\":[]}",
                "{\"code\":0,\"msg\":\"\",\"data\":{}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"\"}}",
                "{\"code\":\"zero\",\"data\":{\"order_sn\":\"1\"}}",
                "{\"code\":0.5,\"data\":{\"order_sn\":\"1\"}}",
                "{\"code\":0.0,\"data\":{\"order_sn\":\"1\"}}",
                "{\"code\":4294967296,\"data\":{\"order_sn\":\"1\"}}",
                "{\"msg\":\"\",\"data\":{\"order_sn\":\"1\"}}",
                "[0]",
                "null",
                "{\"code\":0,\"code\":10041,\"data\":[]}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"a\\u0000b\"}}"
            })
    void answersThatCannotBeReadLeaveTheOutcomeOpen(String body) {
        remote.answer(200, body);

        assertThat(pay(payment(1, 10))).isInstanceOf(Unknown.class);
        assertThat(lookUp(payment(1, 10))).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 400, 401, 404, 429, 500, 502, 503, 504})
    void aStatusThatTheProtocolDoesNotHaveLeavesTheOutcomeOpen(int status) {
        remote.answer(status, "{\"code\":10041,\"msg\":\"\",\"data\":[]}");

        assertThat(pay(payment(1, 10)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.why()).contains(Integer.toString(status)));
    }

    @Test
    void anAnswerWithTheMostRecipientsAndTheMostDataIsRead() {
        String recipient = "{\"address\":\"" + "1".repeat(35) + "\",\"amount\":2100000000000000}";
        remote.answer(
                200,
                "{\"code\":0,\"msg\":\"\",\"data\":{\"merchant_order_sn\":\""
                        + payment(1, 10).transactionId().hex()
                        + "\",\"user_open_id\":\"" + "\\u4e00".repeat(UserOpenId.MAX_LENGTH) + "\",\"item_name\":\""
                        + "\\u4e00".repeat(ItemName.MAX_LENGTH) + "\",\"order_sn\":\"5\",\"status\":9,\"opreturn\":\""
                        + OpReturn.parse("x".repeat(OpReturn.MAX_BYTES)).hex() + "\",\"receive_address\":["
                        + String.join(",", Collections.nCopies(Recipients.MAX_COUNT, recipient)) + "]}}");

        assertThat(lookUp(payment(1, 10))).isEqualTo(new Settled(new Receipt("5", "")));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        remote.answer(200, "{\"code\":0,\"msg\":\"" + "x".repeat(RemoteCalls.MAX_ANSWER_BYTES) + "\",\"data\":{}}");

        assertThat(pay(payment(1, 10))).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "9, Settled",
        "0, Unclear",
        "-1, Failed",
        "7, Unclear",
        "9.0, Unclear",
        "-1.0, Unclear",
        "4294967305, Unclear",
        "4294967295, Unclear"
    })
    void everyStatusOfAnOrderMeansSomething(String status, String expected) {
        remote.answer(
                200, "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":5,\"paytxid\":\"t\",\"status\":" + status + "}}");

        State state = lookUp(payment(1, 10));

        assertThat(state.getClass().getSimpleName()).isEqualTo(expected);
        if (state instanceof WalletGateway.Settled settled) {
            assertThat(settled.receipt()).isEqualTo(new Receipt("5", "t"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 0, -1})
    void whatBecameOfAnotherOrderSaysNothing(int status) {
        remote.answer(
                200,
                "{\"code\":0,\"msg\":\"\",\"data\":{\"merchant_order_sn\":\""
                        + payment(2, 10).transactionId().hex() + "\",\"order_sn\":\"5\",\"status\":" + status + "}}");

        assertThat(lookUp(payment(1, 10))).isEqualTo(new Unclear("the wallet told of another order"));
        if (status != 0) {
            assertThat(lookUp(payment(2, 10))).isNotInstanceOf(Unclear.class);
        }
    }

    @Test
    void aRemoteInTroubleIsLeftInPeaceAndNothingIsTaken() {
        remote.answer(503, "");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(pay(payment(i + 1, 10)));
        }

        assertThat(answers.get(0)).isInstanceOf(Unknown.class);
        assertThat(answers.get(19)).isInstanceOf(NotAttempted.class);
        assertThat(remote.requests()).hasSizeLessThan(20);
    }

    @Test
    void theSecretIsNeverShown() {
        assertThat(remote.settings().toString()).doesNotContain(RemoteDouble.SECRET.value());
        for (Behaviour behaviour : List.of(Behaviour.UNREACHABLE, Behaviour.LOSES_REQUESTS)) {
            remote.behave(behaviour);
            assertThat(pay(payment(1, 10)).toString()).doesNotContain(RemoteDouble.SECRET.value());
        }
    }

    @Test
    void theSecretDoesNotTravelUnencryptedUnlessTheOperatorSaysSo() {
        RemoteSettings given = remote.settings();
        for (boolean isAllowed : List.of(false, true)) {
            for (String url : List.of("http://wallet.example", "https://wallet.example")) {
                WebUri uri = Samples.uri(url);
                if (uri.isEncrypted() || isAllowed) {
                    assertThat(settings(given, uri, isAllowed).url()).isEqualTo(uri);
                } else {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> settings(given, uri, isAllowed))
                            .withMessageContaining("dotwallet.remote.plain-http");
                }
            }
        }
    }

    private static RemoteSettings settings(RemoteSettings given, WebUri url, boolean isPlainHttpAllowed) {
        return new RemoteSettings(
                url,
                given.appId(),
                given.secret(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                1,
                isPlainHttpAllowed);
    }

    private static Payment payment(long number, Recipient... recipients) {
        return payment("shop", number, recipients);
    }

    private static Payment payment(String app, long number, Recipient... recipients) {
        return Samples.reserved(
                number, Samples.order(new AppId(app), Samples.user("ann").openId(), "n" + number, recipients));
    }

    private Answer pay(Payment payment) {
        return gateway.pay(payment).join();
    }

    private State lookUp(Payment payment) {
        return gateway.lookUp(payment).join();
    }
}
