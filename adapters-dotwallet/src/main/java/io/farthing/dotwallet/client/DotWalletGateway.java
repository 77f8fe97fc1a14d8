package io.farthing.dotwallet.client;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.text.Texts;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.OrderStatus;
import io.farthing.dotwallet.wire.RecipientList;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pays through the {@code pay_small_money} of a remote DotWallet. The remote knows a payment under the hex digits of its
 * {@linkplain Payment#transactionId() transaction id}: the same at every try, and no other payment's, even if several
 * Farthings share an app there. Thread-safe.
 */
@Singleton
public final class DotWalletGateway implements WalletGateway {

    // Looking up is one of those who share the places at the remote, beside the apps: none of these holds it up.
    private static final String LOOKING_UP = "";

    private final RemoteCalls remote;

    @Inject
    DotWalletGateway(RemoteCalls remote) {
        this.remote = remote;
    }

    /** A payment, and the question what became of it. */
    @Override
    public Duration patience() {
        return remote.longest().multipliedBy(2);
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        return remote.post(app(payment), "pay_small_money", order(payment))
                .thenCompose(reply -> reply.fold(
                        answered -> answered(payment, answered),
                        notSent -> done(new NotAttempted(notSent.why())),
                        unclear -> done(new Unknown(unclear.why()))));
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return lookUp(LOOKING_UP, payment);
    }

    private CompletableFuture<State> lookUp(String who, Payment payment) {
        ObjectNode body = remote.newBody().put(Field.MERCHANT_ORDER_SN.key(), number(payment));
        return remote.post(who, "search_order", body)
                .thenApply(reply -> reply.fold(
                        answered -> state(payment, answered),
                        notSent -> new Unclear(notSent.why()),
                        unclear -> new Unclear(unclear.why())));
    }

    private CompletableFuture<Answer> answered(Payment payment, Reply.Answered answered) {
        if (answered.code() == 0) {
            return done(receipt(answered.data())
                    .<Answer>map(Accepted::new)
                    .orElseGet(() -> new Unknown("the wallet accepted the payment, but gave no receipt")));
        }
        // It had gone through at an earlier try, so the answer to that one is what was missed.
        boolean isKnown = RemoteCodes.of(answered.code())
                .filter(ErrorCode.ORDER_NUMBER_TAKEN::equals)
                .isPresent();
        return isKnown ? missed(payment) : done(RemoteCodes.refusal(answered.code()));
    }

    private CompletableFuture<Answer> missed(Payment payment) {
        return lookUp(app(payment), payment)
                .thenApply(state -> state.fold(
                        settled -> new Accepted(settled.receipt()),
                        failed -> new Unknown("the wallet knows the order, and says that it failed"),
                        notFound -> new Unknown("the wallet knows the order, and does not find it"),
                        unclear -> new Unknown(unclear.why())));
    }

    private static State state(Payment payment, Reply.Answered answered) {
        if (answered.code() != 0) {
            boolean isNotFound = RemoteCodes.of(answered.code())
                    .filter(ErrorCode.QUERY_ORDER_UNKNOWN::equals)
                    .isPresent();
            return isNotFound ? new NotFound() : new Unclear("the wallet answered " + answered.code());
        }
        // A cache or a proxy in between may give an answer to what somebody else has asked.
        String told = label(answered.data().path(Field.MERCHANT_ORDER_SN.key()));
        if (!told.isEmpty() && !told.equals(number(payment))) {
            return new Unclear("the wallet told of another order");
        }
        JsonNode status = answered.data().path(Field.STATUS.key());
        if (!status.isIntegralNumber() || !status.canConvertToInt()) {
            return new Unclear("the wallet found the order, but gave no status");
        }
        return switch (status.intValue()) {
            case OrderStatus.PAID -> new Settled(receipt(answered.data()).orElse(Receipt.NONE));
            case OrderStatus.FAILED -> new Failed("the wallet says that the order failed");
            case OrderStatus.TO_BE_PAID -> new Unclear("the wallet has not paid the order yet");
            default -> new Unclear("the wallet gave the order a status that nobody has documented");
        };
    }

    private ObjectNode order(Payment payment) {
        PaymentOrder order = payment.order();
        ObjectNode body = remote.newBody()
                .put(Field.MERCHANT_ORDER_SN.key(), number(payment))
                .put(Field.USER_OPEN_ID.key(), order.user().value())
                .put(Field.PRE_AMOUNT.key(), order.amount().value())
                .put(Field.ITEM_NAME.key(), order.item().value());
        if (!order.opReturn().isNone()) {
            body.put(Field.OPRETURN.key(), order.opReturn().hex());
        }
        RecipientList.add(body, order.recipients());
        return body;
    }

    private static String app(Payment payment) {
        return payment.order().app().value();
    }

    private static String number(Payment payment) {
        return payment.transactionId().hex();
    }

    // A receipt has to name the order; the transaction is spelt in two ways, and left out by search_order.
    private static Optional<Receipt> receipt(JsonNode data) {
        String reference = label(data.path(Field.ORDER_SN.key()));
        String transaction = label(data.path(Field.PAY_TXID.key()));
        String other = label(data.path(Field.PAYTXID.key()));
        return reference.isEmpty()
                ? Optional.empty()
                : Optional.of(new Receipt(reference, transaction.isEmpty() ? other : transaction));
    }

    private static String label(JsonNode value) {
        String text = value.isIntegralNumber()
                ? value.bigIntegerValue().toString()
                : value.isString() ? value.stringValue().strip() : "";
        return Texts.isLabel(text, Receipt.MAX_LENGTH) ? text : "";
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
