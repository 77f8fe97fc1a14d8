package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaySmallMoneyTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSplitPaymentIsRecordedAsItWasAskedFor() {
        Answer answer = pay(PayRequest.good("M-1"));

        assertThat(answer.code()).isZero();
        Payment payment = payment("M-1").orElseThrow();
        assertThat(answer.text("order_sn")).isEqualTo(payment.id().toString());
        assertThat(answer.text("pay_txid")).isEqualTo(payment.transactionId().hex());
        assertThat(payment.order().recipients().list())
                .extracting(recipient ->
                        recipient.address().text() + " " + recipient.amount().value())
                .containsExactly(PayRequest.ONE + " 400", PayRequest.TWO + " 300");
        assertThat(payment.order().item().value()).isEqualTo("bananas");
        assertThat(payment.order().opReturn().hex()).isEqualTo("006a0568656c6c6f");
        assertThat(server.balance("alice")).isEqualTo(1_000_000 - 700);
    }

    @Test
    void thePublicIdComesInBothSpellings() {
        Answer answer = pay(PayRequest.good("M-1"));

        assertThat(answer.text("paytxid")).isEqualTo(answer.text("pay_txid"));
    }

    @Test
    void aFormPaysLikeJson() {
        Answer answer = server.postForm(PayRequest.PATH, PayRequest.good("M-1").form());

        assertThat(answer.code()).isZero();
        assertThat(payment("M-1").orElseThrow().order().recipients().list()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"[]\"", "\"\"", "\" \"", "null"})
    void withoutRecipientsTheAppsOwnAddressGetsTheMoney(String none) {
        Answer answer = pay(PayRequest.good("M-1").recipients(none));

        assertThat(answer.code()).isZero();
        assertThat(payment("M-1").orElseThrow().order().recipients().list())
                .singleElement()
                .extracting(recipient -> recipient.address())
                .isEqualTo(Samples.address("shop shop"));
    }

    @Test
    void theLeastAmountThatTheOperatorAllowsIsPaid() {
        String amount = Long.toString(TestServer.MINIMUM);
        String recipient = PayRequest.recipient(PayRequest.ONE, amount);
        Answer answer = pay(PayRequest.good("M-1").with("pre_amount", amount).recipients("[" + recipient + "]"));

        assertThat(answer.code()).isZero();
        assertThat(payment("M-1").orElseThrow().order().amount()).isEqualTo(Satoshis.of(TestServer.MINIMUM));
    }

    @Test
    void recipientsMayComeAsATextThatHoldsAnArray() {
        String array = "[" + PayRequest.recipient(PayRequest.ONE, "700") + "]";
        Answer answer = pay(PayRequest.good("M-1").with(fields -> fields.put("receive_address", array)));

        assertThat(answer.code()).isZero();
        assertThat(payment("M-1").orElseThrow().order().recipients().list()).hasSize(1);
    }

    @Test
    void aScriptInHexIsKeptAsItIs() {
        pay(PayRequest.good("M-1").with("opreturn", "\"006a026869\""));

        assertThat(payment("M-1").orElseThrow().order().opReturn().hex()).isEqualTo("006a026869");
    }

    @Test
    void theMostDataFitsIntoABodyAsTextAndInHex() {
        String text = "x".repeat(OpReturn.MAX_BYTES);
        String hex = OpReturn.parse(text).hex();

        assertThat(pay(PayRequest.good("M-1").with("opreturn", '"' + text + '"'))
                        .code())
                .isZero();
        assertThat(pay(PayRequest.good("M-2").with("opreturn", '"' + hex + '"')).code())
                .isZero();
        for (String data : List.of(text, hex)) {
            String form = PayRequest.good("F-" + data.length())
                    .with("opreturn", '"' + data + '"')
                    .form();
            assertThat(server.postForm(PayRequest.PATH, form).code()).isZero();
        }
        assertThat(payment("M-1").orElseThrow().order().opReturn())
                .isEqualTo(payment("M-2").orElseThrow().order().opReturn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"SHOP\"", "\" shop\\r\\n\"", "\"Shop \""})
    void theAppIdIsTrimmedAndItsCaseDoesNotMatter(String appId) {
        assertThat(pay(PayRequest.good("M-1").with("app_id", appId)).code()).isZero();
    }

    @Test
    void anOrderNumberMayBeANumber() {
        pay(PayRequest.good("M-1").with("merchant_order_sn", "20200102030405"));

        assertThat(payment("20200102030405")).isPresent();
    }

    @Test
    void unknownFieldsAreIgnored() {
        PayRequest request = PayRequest.good("M-1").with("nonce_str", "\"n\"").with("check_order_uri", "{\"a\":[1.5]}");

        assertThat(pay(request).code()).isZero();
    }

    @Test
    void unknownFieldsInPartsAreIgnored() {
        String form = PayRequest.good("M-1").form() + "&receive_addresses[0]=x&x[receive_address[0]]=y&pre_amount[]=1";

        assertThat(server.postForm(PayRequest.PATH, form).code()).isZero();
    }

    @Test
    void aRefusedOrderMayBeSentAgain() {
        PayRequest request = PayRequest.good("M-1").of("bob");
        assertThat(pay(request).code()).isEqualTo(10032);
        server.storage.write(stores -> Samples.addAuthorization(
                stores, Samples.user("bob").openId(), Samples.app("shop").id(), Samples.limits(700, 700)));

        assertThat(pay(request).code()).isZero();
    }

    @Test
    void aRepeatOfAPaidOrderIsRefusedWhateverElseItAsksFor() {
        pay(PayRequest.good("M-1"));

        Answer again =
                pay(PayRequest.good("M-1").of("bob").with("pre_amount", "20000").without("receive_address"));

        assertThat(again.code()).isEqualTo(10039);
        assertThat(again.msg()).contains("the current order number already exists");
        assertThat(server.payments()).isEqualTo(1);
    }

    @Test
    void anOutcomeThatIsNotKnownIsNotCalledAFailure() {
        server.storage.failAlways(Fault.before(Category.FAULT));
        server.storage.failNext(Fault.after(Category.OUTCOME_UNKNOWN));

        Answer answer = pay(PayRequest.good("M-1"));

        assertThat(answer.code()).isEqualTo(10040);
        assertThat(answer.msg()).contains("outcome pending, query the order").doesNotContain("nothing was taken");
    }

    private Answer pay(PayRequest request) {
        return server.postJson(PayRequest.PATH, request.json());
    }

    private Optional<Payment> payment(String number) {
        return server.storage.read(stores ->
                stores.payments().find(new OrderKey(Samples.app("shop").id(), new MerchantOrderNumber(number))));
    }
}
