package com.example.voucher;

import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.user.UserOpenId;

/** Payments as the server hands them to a wallet. */
final class Payments {

    static final UserOpenId ANN = Samples.user("ann").openId();

    private Payments() {}

    /** A payment by Ann that has been reserved. */
    static Payment reserved(long number, long satoshis) {
        return Samples.reserved(number, Samples.order(new AppId("shop"), ANN, "n" + number, satoshis));
    }
}
