package io.farthing.application.port.in;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.PaymentOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Draws a payment from a user's wallet. */
public interface RequestPayment {

    /** How long whoever asks should wait: for the most patient wallet, and for the commits before and after. */
    Duration LONGEST_WAIT = WalletGateway.LONGEST_PATIENCE.plusSeconds(5);

    /**
     * Asks for a payment. The app has been authenticated by the caller.
     *
     * <p>The future completes once the outcome is on disk, or an outside wallet leaves it open, and never exceptionally.
     * All of the order is paid or none of it. An order number is used up by a payment only: an order that was declined or
     * not recorded, by us or by an outside wallet, may be sent again. Callbacks of the future run on one of the few threads
     * that give all answers, and must not block.
     */
    CompletableFuture<PaymentOutcome> request(PaymentOrder order);
}
