package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Settlement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote that knows the order already is asked what became of it, and only "paid" is believed. */
final class MissedAnswerTest {

    private static final Payment PAYMENT = new Payment(
            new PaymentId(1),
            new AuthorizationId(1),
            Samples.order(new AppId("shop"), Samples.user("ann").openId(), "n1", 10),
            Settlement.GATEWAY,
            PaymentStatus.RESERVED,
            Samples.NOW,
            Receipt.NONE);

    private final RemoteDouble remote = new RemoteDouble();
    private final DotWalletGateway gateway = new DotWalletGateway(new RemoteCalls(remote.settings()));

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void whatWasPaidAtAnEarlierTryIsAccepted() {
        assertThat(payWhenKnownAnd("{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"5\",\"status\":9}}"))
                .isEqualTo(new Accepted(new Receipt("5", "")));
    }

    /** What was paid is paid, even if nobody says under which number. */
    @Test
    void whatWasPaidNeedsNoReceipt() {
        assertThat(payWhenKnownAnd("{\"code\":0,\"msg\":\"\",\"data\":{\"status\":9}}"))
                .isEqualTo(new Accepted(Receipt.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"5\",\"status\":-1}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"order_sn\":\"5\",\"status\":0}}",
                "{\"code\":10205,\"msg\":\"no such order\",\"data\":[]}",
                "{\"code\":10201,\"msg\":\"no such app\",\"data\":[]}"
            })
    void anythingElseLeavesTheOutcomeOpen(String found) {
        assertThat(payWhenKnownAnd(found)).isInstanceOf(Unknown.class);
    }

    private Answer payWhenKnownAnd(String found) {
        remote.answerTo("pay_small_money", "{\"code\":10039,\"msg\":\"exists\",\"data\":[]}");
        remote.answerTo("search_order", found);
        return gateway.pay(PAYMENT).join();
    }
}
