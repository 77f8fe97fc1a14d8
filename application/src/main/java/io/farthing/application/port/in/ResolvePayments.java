package io.farthing.application.port.in;

import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution;
import java.util.List;
import java.util.Optional;

/** What the operator does with payments whose outcome an outside wallet has not told. Thread-safe. */
public interface ResolvePayments {

    /** The most that one page holds. */
    int MAX_PAGE = 1000;

    /** What a resolution did. */
    enum Result {
        /** The payment is concluded. */
        RESOLVED,
        /** The payment had been concluded the same way before; nothing changed. */
        ALREADY_SO,
        /** The payment had been concluded the other way before; nothing changed. */
        CONTRADICTED,
        /** The payment is still being made; nothing changed. */
        STILL_RUNNING,
        /** There is no such payment. */
        PAYMENT_UNKNOWN
    }

    /**
     * A payment and what an operator decided about it.
     *
     * @param payment the payment
     * @param resolution what was decided by hand, if anything was
     */
    record Resolved(Payment payment, Optional<Resolution> resolution) {}

    /**
     * Pending payments in the order of their numbers.
     *
     * @param kind which of them
     * @param after the number after which to begin; none to begin with the first
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; otherwise throws {@link InvalidInput}
     */
    List<PendingPayment> list(PendingPayment.Kind kind, Optional<PaymentId> after, int limit);

    /** The payment of that number. */
    Optional<Resolved> find(PaymentId id);

    /** How many payments are pending. Quick. */
    PendingPayment.Count count();

    /**
     * Concludes a payment by hand. It is on disk, with the reason, when this returns. Asked again, with the same
     * outcome, it changes nothing; only a payment whose outcome is unknown can be concluded, and, where no outside wallet
     * is configured any more, one that was left reserved.
     *
     * @param receipt what the outside wallet told about a payment that it made, as far as the operator knows it; of no
     *     account for one that failed
     * @param reason how the operator knows; one that cannot be kept throws {@link InvalidInput}, whether or not there is
     *     such a payment
     */
    Result resolve(PaymentId id, Resolution.Outcome outcome, Receipt receipt, String reason);
}
