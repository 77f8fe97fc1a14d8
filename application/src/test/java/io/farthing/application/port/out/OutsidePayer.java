package io.farthing.application.port.out;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/** A user whose money is at an outside wallet, and who pays one app from it: what the rules about such payments share. */
record OutsidePayer(UnitOfWork unitOfWork) {

    static final AppId APP = new AppId("outside-shop");
    static final UserOpenId ID = Samples.user("outside-payer").openId();

    /** The wallet has not told what became of a payment. */
    static final Finding LOST = new Finding.Unknown("no answer");

    /** Puts the user into the storage, and the app, which may draw 1000 satoshis, 100 at a time. */
    Authorization add() {
        return unitOfWork.write(stores -> {
            Samples.addApp(stores, APP.value());
            Samples.addUser(stores, "outside-payer", 0);
            return Samples.addAuthorization(stores, ID, APP, Samples.limits(100, 1000));
        });
    }

    PaymentOrder order(String number, long satoshis) {
        return Samples.order(APP, ID, number, satoshis);
    }

    Payment reserve(String number, long satoshis) {
        return PaymentBatches.reserve(unitOfWork, order(number, satoshis));
    }

    Payment conclude(Payment payment, Finding finding) {
        return PaymentBatches.conclude(unitOfWork, payment, finding);
    }

    Optional<Payment> find(Payment payment) {
        return unitOfWork.read(stores -> stores.payments().find(payment.id()));
    }

    PendingPayment.Count count() {
        return unitOfWork.read(stores -> stores.pendingPayments().count());
    }

    Usage usage(Authorization authorization) {
        return Stored.usage(unitOfWork, authorization);
    }

    static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }
}
