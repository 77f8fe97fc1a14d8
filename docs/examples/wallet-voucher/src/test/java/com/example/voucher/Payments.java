package com.example.voucher;

import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;

/** Payments as the server hands them to a wallet. */
final class Payments {

    static final UserOpenId ANN = Samples.user("ann").openId();

    private Payments() {}

    /** A payment by Ann that has been reserved. */
    static Payment reserved(long number, long satoshis) {
        return new Payment(
                new PaymentId(number),
                new AuthorizationId(1),
                Samples.order(new AppId("shop"), ANN, "n" + number, satoshis),
                Settlement.GATEWAY,
                PaymentStatus.RESERVED,
                Samples.NOW,
                Receipt.NONE);
    }
}
