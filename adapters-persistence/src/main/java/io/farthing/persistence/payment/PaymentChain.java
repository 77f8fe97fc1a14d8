package io.farthing.persistence.payment;

import io.farthing.domain.payment.PaymentId;
import org.jspecify.annotations.Nullable;

/**
 * The payments under one authorization, each of which names the one before it.
 *
 * @param last the number of the payment that was recorded last; null when there is none yet
 * @param highest the highest number of them all, which is another one when payments were recorded in another order than
 *     they were numbered; null when there is none yet
 */
record PaymentChain(@Nullable Long last, @Nullable Long highest) {

    /** The chain of no payments. */
    static final PaymentChain NONE = new PaymentChain(null, null);

    /** The chain with one more payment at its end. */
    PaymentChain plus(PaymentId payment) {
        long id = payment.value();
        return new PaymentChain(id, highest == null ? id : Math.max(id, highest));
    }
}
