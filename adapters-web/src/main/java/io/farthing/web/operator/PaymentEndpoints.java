package io.farthing.web.operator;

import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.in.ResolvePayments.Resolved;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.text.Texts;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator API does with payments whose outcome an outside wallet has not told. */
public final class PaymentEndpoints extends Plugin<Void> {
    private static final String PAYMENTS = "/operator/v1/payments";
    private static final String PAYMENT = PAYMENTS + "/{order_sn}";

    private final ResolvePayments payments;

    /** Endpoints over {@code payments}. */
    @Inject
    public PaymentEndpoints(ResolvePayments payments) {
        this.payments = payments;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get(PAYMENTS, this::list);
        state.routes.get(PAYMENT, ctx -> ctx.json(show(found(id(ctx)))));
        state.routes.post(PAYMENT + "/resolution", this::resolve);
    }

    private void list(Context ctx) {
        PendingPayment.Kind kind = switch (Values.query(ctx, "status").orElse("")) {
            case "unknown" -> PendingPayment.Kind.UNKNOWN;
            case "reserved" -> PendingPayment.Kind.RESERVED;
            default -> throw Refusal.wrong("status", "status must be unknown or reserved.");
        };
        Optional<PaymentId> after = Values.query(ctx, "after")
                .map(text -> PaymentId.parse(text)
                        .orElseThrow(() -> Refusal.wrong("after", "after must be the order_sn to begin behind.")));
        int limit = Values.limit(ctx, ResolvePayments.MAX_PAGE);
        List<PendingPayment> page = payments.list(kind, after, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("payments", page.stream().map(PaymentEndpoints::show).toList());
        answer.put(
                "next",
                page.size() < limit
                        ? null
                        : page.get(page.size() - 1).payment().id().toString());
        ctx.json(answer);
    }

    private void resolve(Context ctx) {
        PaymentId id = id(ctx);
        JsonBody body = JsonBody.read(ctx, "outcome", "reason", "wallet_order_sn", "pay_txid");
        Resolution.Outcome outcome = switch (body.text("outcome")) {
            case "settled" -> Resolution.Outcome.SETTLED;
            case "failed" -> Resolution.Outcome.FAILED;
            default -> throw Refusal.wrong("outcome", "outcome must be settled or failed.");
        };
        String reference = told(body, "wallet_order_sn");
        String transaction = told(body, "pay_txid");
        Receipt receipt = new Receipt(reference, transaction);
        if (outcome == Resolution.Outcome.FAILED && !receipt.equals(Receipt.NONE)) {
            throw Refusal.wrong("outcome", "outcome is failed, so there can be no wallet_order_sn and no pay_txid.");
        }
        switch (payments.resolve(id, outcome, receipt, body.text("reason"))) {
            case RESOLVED, ALREADY_SO -> ctx.json(show(found(id)));
            case CONTRADICTED ->
                throw new Refusal(409, "outcome", "The payment has been concluded the other way already.");
            case STILL_RUNNING ->
                throw new Refusal(409, "order_sn", "The payment is still being made; look again in a minute.");
            case PAYMENT_UNKNOWN -> throw unknown();
        }
    }

    private static String told(JsonBody body, String field) {
        return body.optionalText(field)
                .filter(text -> !text.isEmpty())
                .map(text -> Values.of(field, () -> Texts.requireLabel(field, text, Receipt.MAX_LENGTH)))
                .orElse("");
    }

    private Resolved found(PaymentId id) {
        return payments.find(id).orElseThrow(PaymentEndpoints::unknown);
    }

    private static PaymentId id(Context ctx) {
        return PaymentId.parse(ctx.pathParam("order_sn")).orElseThrow(PaymentEndpoints::unknown);
    }

    private static Refusal unknown() {
        return Refusal.unknown("order_sn", "There is no payment of this number.");
    }

    private static Map<String, Object> show(PendingPayment pending) {
        Map<String, Object> shown = show(pending.payment());
        shown.put("tries", pending.tries());
        shown.put("next_try_at", pending.nextTryAt().toString());
        shown.put("reason", pending.reason());
        return shown;
    }

    private static Map<String, Object> show(Resolved resolved) {
        Map<String, Object> shown = show(resolved.payment());
        resolved.resolution()
                .ifPresent(resolution -> shown.put(
                        "resolution",
                        Map.of(
                                "outcome", Values.word(resolution.outcome()),
                                "reason", resolution.reason(),
                                "at", resolution.at().toString())));
        return shown;
    }

    private static Map<String, Object> show(Payment payment) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("order_sn", payment.id().toString());
        shown.put("status", Values.word(payment.status()));
        shown.put("app_id", payment.order().app().value());
        shown.put("merchant_order_sn", payment.order().number().value());
        shown.put("user_open_id", payment.order().user().value());
        shown.put("amount", payment.order().amount().value());
        shown.put("accepted_at", payment.acceptedAt().toString());
        // The number under which the outside wallet knows the payment, whatever it has told about it.
        shown.put("wallet_merchant_order_sn", payment.transactionId().hex());
        shown.put("wallet_order_sn", payment.receipt().reference());
        shown.put("pay_txid", payment.publicId());
        return shown;
    }
}
