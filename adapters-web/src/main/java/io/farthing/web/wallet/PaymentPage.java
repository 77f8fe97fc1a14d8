package io.farthing.web.wallet;

import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.web.page.Requests;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * Some payments, newest first.
 *
 * @param cards the payments
 * @param newest whether there are none before them
 * @param next the number before which to go on; none when these are the last
 */
public record PaymentPage(List<PaymentCard> cards, boolean newest, Optional<PaymentId> next) {
    /** How many payments a page shows. */
    static final int SIZE = 20;

    /**
     * Makes a page.
     *
     * @param found up to one more than a page shows, which tells that there is another page
     * @param before the number before which the page begins
     */
    static PaymentPage of(List<Payment> found, Optional<PaymentId> before, AppBadges badges) {
        List<PaymentCard> cards = found.stream()
                .limit(SIZE)
                .map(payment -> new PaymentCard(badges.of(payment.order().app()), payment))
                .toList();
        Optional<PaymentId> next =
                found.size() > SIZE ? Optional.of(found.get(SIZE - 1).id()) : Optional.empty();
        return new PaymentPage(cards, before.isEmpty(), next);
    }

    /** Reads from the query where a page begins; what is no number of a payment is ignored. */
    static Optional<PaymentId> before(Context ctx, String parameter) {
        return PaymentId.parse(Requests.query(ctx, parameter));
    }
}
