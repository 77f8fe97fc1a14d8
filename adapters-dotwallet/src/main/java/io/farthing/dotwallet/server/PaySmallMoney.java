package io.farthing.dotwallet.server;

import io.farthing.application.port.in.RequestPayment;
import io.farthing.domain.app.App;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.dotwallet.server.AppAuthentication.IdCodes;
import io.farthing.dotwallet.server.AppAuthentication.SecretCodes;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Fields;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST pay_small_money}: the app draws a payment. Thread-safe. */
final class PaySmallMoney {
    /** What a client reads of a suspended app, of an unknown one, and of one that the user has not authorized. */
    static final IdCodes ID_CODES = new IdCodes(ErrorCode.APP_ID_MISSING, ErrorCode.PERMISSION_DENIED);

    private static final SecretCodes CODES =
            new SecretCodes(ID_CODES, ErrorCode.SECRET_MISSING, ErrorCode.SECRET_WRONG);

    private final AppAuthentication apps;
    private final OrderReader orders;
    private final RequestPayment payments;

    @Inject
    PaySmallMoney(AppAuthentication apps, OrderReader orders, RequestPayment payments) {
        this.apps = apps;
        this.orders = orders;
        this.payments = payments;
    }

    /** The order that {@code fields} hold, of an app that has proved who it is: rows 1 to 14 of the table of codes. */
    PaymentOrder order(Fields fields) {
        App app = apps.authenticate(fields, CODES);
        return orders.read(app, fields);
    }

    /**
     * What the client reads once the outcome is on disk. No thread waits meanwhile. Whatever goes wrong completes the
     * future exceptionally: a refusal, and a fault of the engine, too.
     */
    CompletableFuture<ObjectNode> pay(PaymentOrder order) {
        return CompletableFuture.completedFuture(order)
                .thenCompose(payments::request)
                .thenApply(PaymentAnswers::data);
    }
}
