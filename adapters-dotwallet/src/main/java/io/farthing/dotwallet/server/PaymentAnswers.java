package io.farthing.dotwallet.server;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.Payment;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Refusal;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that translates what became of an order into the protocol's codes: rows 13 and 15 to 20 of the table.
 *
 * <p>Clients look for the words <i>authorized</i>, <i>pre_amount</i> and <i>balance</i> in the messages to decide
 * whether to send the user back to the activation, so the words stay where they are. Thread-safe: no state.
 */
final class PaymentAnswers {
    private PaymentAnswers() {}

    /** The answer for an outcome; an outcome that is not a payment is refused. */
    static ObjectNode data(PaymentOutcome outcome) {
        return outcome.fold(
                settled -> paid(settled.payment()),
                declined -> {
                    throw declined(declined.first());
                },
                notRecorded -> {
                    throw notRecorded(notRecorded.why());
                },
                undetermined -> {
                    throw outcomePending();
                });
    }

    /** The refusal of an order that was not recorded, and why. */
    static Refusal notRecorded(String why) {
        return new Refusal(
                ErrorCode.NOT_CREATED,
                "order creation failed, nothing was taken: " + why + "; send the same order again");
    }

    /** The refusal of an order of which nobody knows yet what becomes of it. */
    static Refusal outcomePending() {
        return new Refusal(
                ErrorCode.NOT_CREATED,
                "outcome pending, query the order: whether it was paid is not known yet; ask search_order with the same"
                        + " merchant_order_sn before sending it again");
    }

    /** The refusal of an amount below the operator's minimum. */
    static Refusal belowMinimum(Satoshis minimum) {
        return new Refusal(
                ErrorCode.AMOUNT_TOO_SMALL,
                "pre_amount must be at least " + minimum.value() + " satoshi; send a larger amount");
    }

    private static ObjectNode paid(Payment payment) {
        String txid = payment.publicId();
        return Envelope.newData()
                .put(Field.ORDER_SN.key(), payment.id().toString())
                .put(Field.PAY_TXID.key(), txid)
                .put(Field.PAYTXID.key(), txid);
    }

    private static Refusal declined(Breach breach) {
        return switch (breach.reason()) {
            case BELOW_MINIMUM -> belowMinimum(bound(breach));
            case USER_UNKNOWN ->
                new Refusal(
                        ErrorCode.USER_UNKNOWN,
                        "user_open_id belongs to no user; send the one that get_user_info told for this user");
            case ORDER_NUMBER_TAKEN ->
                new Refusal(
                        ErrorCode.ORDER_NUMBER_TAKEN,
                        "the current order number already exists; send a new merchant_order_sn, or ask search_order what"
                                + " became of this one");
            case NOT_AUTHORIZED ->
                new Refusal(
                        ErrorCode.PERMISSION_DENIED,
                        "the user has not authorized this app to draw payments; send the user to set_pay_config");
            case OVER_SINGLE_LIMIT ->
                new Refusal(
                        ErrorCode.AMOUNT_TOO_LARGE,
                        "pre_amount is over the single payment limit of "
                                + bound(breach).value()
                                + " satoshi; send less, or send the user to set_pay_config for a higher limit");
            case OVER_ALLOWANCE ->
                new Refusal(
                        ErrorCode.BALANCE_TOO_LOW,
                        "pre_amount is over the balance of the cumulative limit, "
                                + bound(breach).value()
                                + " satoshi; send less, or send the user to set_pay_config for a new limit");
            // How much the user has is nobody's business but the user's.
            case OVER_BALANCE ->
                new Refusal(
                        ErrorCode.BALANCE_TOO_LOW,
                        "the user's balance is too low for pre_amount; send less, or ask the user to fund the wallet");
            case NOT_AUTHORIZED_OUTSIDE ->
                new Refusal(
                        ErrorCode.PERMISSION_DENIED,
                        "the user has not authorized this platform at the wallet behind it; send the user to"
                                + " set_pay_config");
            case OVER_OUTSIDE_LIMIT ->
                new Refusal(
                        ErrorCode.AMOUNT_TOO_LARGE,
                        "pre_amount is over the single payment limit at the wallet behind this platform; send less, or"
                                + " send the user to set_pay_config for a higher limit");
            case REFUSED_OUTSIDE ->
                new Refusal(
                        ErrorCode.NOT_CREATED,
                        "order creation failed, nothing was taken: the wallet behind this platform refused it; ask the"
                                + " operator");
        };
    }

    private static Satoshis bound(Breach breach) {
        return breach.bound().orElse(Satoshis.ZERO);
    }
}
