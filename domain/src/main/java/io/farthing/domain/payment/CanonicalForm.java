package io.farthing.domain.payment;

import io.farthing.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The one text that stands for a payment: lines of {@code name=value} in a fixed order, UTF-8, each ended by a line
 * feed. No value contains a line feed, so no two payments share a text; everything in it is known to the app that asked
 * for the payment. {@code docs/pay-txid.md} describes it for those who want to check an id.
 *
 * <p>Thread-safe: no state.
 */
public final class CanonicalForm {

    private CanonicalForm() {}

    /** The text of a payment. It has no status: what became of a payment does not change its id. */
    public static String of(Payment payment) {
        PaymentOrder order = payment.order();
        StringBuilder text = new StringBuilder(512);
        line(text, "version", "1");
        line(text, "order_sn", payment.id().toString());
        line(text, "app_id", order.app().value());
        line(text, "merchant_order_sn", order.number().value());
        line(text, "user_open_id", order.user().value());
        line(text, "accepted_at", Long.toString(payment.acceptedAt().getEpochSecond()));
        line(text, "amount", Long.toString(order.amount().value()));
        line(text, "item_name", order.item().value());
        line(text, "opreturn", order.opReturn().hex());
        for (Recipient recipient : order.recipients().list()) {
            line(
                    text,
                    recipient.address().text(),
                    Long.toString(recipient.amount().value()));
        }
        return text.toString();
    }

    /** The SHA-256 of the SHA-256 of a payment's text. */
    static TransactionId transactionId(Payment payment) {
        byte[] text = of(payment).getBytes(StandardCharsets.UTF_8);
        return new TransactionId(HexFormat.of().formatHex(Sha256.twice(text, text.length)));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value).append('\n');
    }
}
