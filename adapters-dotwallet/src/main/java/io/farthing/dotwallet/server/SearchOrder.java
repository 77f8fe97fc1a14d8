package io.farthing.dotwallet.server;

import io.farthing.application.port.in.FindPayments;
import io.farthing.domain.app.App;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.text.Texts;
import io.farthing.dotwallet.server.AppAuthentication.IdCodes;
import io.farthing.dotwallet.server.AppAuthentication.SecretCodes;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Excerpt;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.OrderStatus;
import io.farthing.dotwallet.wire.RecipientList;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code search_order}: what became of an order. Thread-safe. */
final class SearchOrder {
    private static final SecretCodes CODES = new SecretCodes(
            new IdCodes(ErrorCode.QUERY_APP_ID_MISSING, ErrorCode.QUERY_APP_UNKNOWN),
            ErrorCode.QUERY_SECRET_MISSING,
            ErrorCode.QUERY_SECRET_WRONG);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AppAuthentication apps;
    private final FindPayments payments;

    @Inject
    SearchOrder(AppAuthentication apps, FindPayments payments) {
        this.apps = apps;
        this.payments = payments;
    }

    /**
     * The order, as far as it was accepted: a refused one is not found. Times are UTC; {@code pay_time} is empty until
     * the order is paid. Checked in the order 10200 to 10205.
     *
     * <p>The answer has every line of the payment's canonical form but the app's id, so that the app can check the id of
     * a payment of our ledger.
     */
    ObjectNode find(Fields fields) {
        App app = apps.authenticate(fields, CODES);
        String number = fields.requireTextOrInteger(Field.MERCHANT_ORDER_SN, ErrorCode.QUERY_ORDER_NUMBER_MISSING);
        return Optional.of(number)
                .filter(text -> Texts.isLabel(text, MerchantOrderNumber.MAX_LENGTH))
                .flatMap(text -> payments.find(new OrderKey(app.id(), new MerchantOrderNumber(text))))
                .map(SearchOrder::data)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.QUERY_ORDER_UNKNOWN,
                        "this app has no accepted order with merchant_order_sn " + Excerpt.of(number)));
    }

    private static ObjectNode data(Payment payment) {
        PaymentOrder order = payment.order();
        String acceptedAt = TIME.format(payment.acceptedAt());
        ObjectNode data = Envelope.newData()
                .put(Field.MERCHANT_ORDER_SN.key(), order.number().value())
                .put(Field.USER_OPEN_ID.key(), order.user().value())
                .put(Field.AMOUNT.key(), order.amount().value())
                .put(Field.ITEM_NAME.key(), order.item().value())
                .put(Field.OPRETURN.key(), order.opReturn().hex())
                .put(Field.PAY_TIME.key(), payment.status() == PaymentStatus.SETTLED ? acceptedAt : "")
                .put(Field.ORDER_SN.key(), payment.id().toString())
                .put(Field.PAY_TXID.key(), payment.publicId())
                .put(Field.STATUS.key(), status(payment.status()))
                .put(Field.CREATE_TIME.key(), acceptedAt);
        RecipientList.add(data, order.recipients());
        return data;
    }

    private static int status(PaymentStatus status) {
        return switch (status) {
            case SETTLED -> OrderStatus.PAID;
            case RESERVED, UNKNOWN -> OrderStatus.TO_BE_PAID;
            case FAILED -> OrderStatus.FAILED;
        };
    }
}
