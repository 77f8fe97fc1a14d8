package io.farthing.dotwallet.server;

import io.farthing.application.port.in.PlatformSettings;
import io.farthing.domain.app.App;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.user.UserOpenId;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Turns the fields of {@code pay_small_money} into an order: rows 5 to 14 of the table of codes. Thread-safe. */
final class OrderReader {
    private final PlatformSettings settings;

    @Inject
    OrderReader(PlatformSettings settings) {
        this.settings = settings;
    }

    /** The order; refuses with the first code of the table that applies. The lines are in the order of its rows. */
    PaymentOrder read(App app, Fields fields) {
        String user = fields.require(Field.USER_OPEN_ID, ErrorCode.USER_OPEN_ID_MISSING);
        String number = fields.requireTextOrInteger(Field.MERCHANT_ORDER_SN, ErrorCode.ORDER_NUMBER_MISSING);
        Satoshis amount = amount(fields);
        ReceiveAddress receivers = ReceiveAddress.of(fields);
        receivers.requireAmounts();
        String item = fields.require(Field.ITEM_NAME, ErrorCode.ITEM_NAME_MISSING);
        receivers.requireAddresses(app);
        List<Recipient> recipients = receivers.recipients(settings.testNetAllowed());
        UserOpenId openId = within(() -> new UserOpenId(user));
        MerchantOrderNumber orderNumber = within(() -> new MerchantOrderNumber(number));
        ItemName itemName = within(() -> new ItemName(item));
        requireFew(recipients);
        OpReturn opReturn = opReturn(fields);
        requireMinimum(amount);
        Recipients all = addUp(recipients, app, amount);
        return new PaymentOrder(app.id(), openId, orderNumber, amount, all, itemName, opReturn);
    }

    private static Satoshis amount(Fields fields) {
        JsonNode sent = fields.value(Field.PRE_AMOUNT)
                .orElseThrow(() ->
                        new Refusal(ErrorCode.AMOUNT_MISSING, "pre_amount is missing; send the amount in satoshi"));
        OptionalLong integer = fields.integer(sent);
        return Satoshis.ifInRange(integer.orElse(0))
                .filter(Satoshis::isPositive)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.AMOUNT_BAD,
                        "pre_amount must be a positive integer, in satoshi, of at most 21e14; in JSON a number"
                                + " without quotation marks, point or exponent"));
    }

    private static void requireFew(List<Recipient> recipients) {
        if (recipients.size() > Recipients.MAX_COUNT) {
            throw new Refusal(
                    ErrorCode.NOT_CREATED,
                    "receive_address has " + recipients.size() + " recipients, at most " + Recipients.MAX_COUNT
                            + " are allowed; send several orders");
        }
    }

    private static OpReturn opReturn(Fields fields) {
        String text = fields.text(Field.OPRETURN, ErrorCode.NOT_CREATED).orElse("");
        return within(() -> OpReturn.parse(text));
    }

    private void requireMinimum(Satoshis amount) {
        Satoshis minimum = settings.minimumPayment();
        if (minimum.exceeds(amount)) {
            throw PaymentAnswers.belowMinimum(minimum);
        }
    }

    // At most 200 amounts of at most 21e14 each stay far below the largest long.
    private static Recipients addUp(List<Recipient> recipients, App app, Satoshis amount) {
        if (recipients.isEmpty()) {
            return Recipients.only(app.profile().receiveAddress().orElseThrow(), amount);
        }
        long sum = recipients.stream().mapToLong(each -> each.amount().value()).sum();
        if (sum != amount.value()) {
            throw new Refusal(
                    ErrorCode.AMOUNTS_DIFFER,
                    "the amounts in receive_address add up to " + sum + " satoshi, but pre_amount is " + amount.value()
                            + "; they must be equal");
        }
        return new Recipients(recipients);
    }

    /** Builds a value whose own check names the field and its limits. */
    private static <T> T within(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.NOT_CREATED, String.valueOf(e.getMessage()));
        }
    }
}
