package io.farthing.application.port.in;

import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;

/** Looks payments up. Thread-safe; changes nothing; sees every payment that anybody was told of. */
public interface FindPayments {

    /** The most that one page holds. */
    int MAX_PAGE = 100;

    /** The payment of that app and order number. */
    Optional<Payment> find(OrderKey key);

    /**
     * Payments from the user's wallet, newest first.
     *
     * @param before the number before which to begin; none to begin with the newest
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; otherwise throws {@link InvalidInput}
     */
    List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit);

    /**
     * Payments of others that were credited to the user's wallet, newest first.
     *
     * @param before the number before which to begin; none to begin with the newest
     * @param limit how many at most, 1 to {@value #MAX_PAGE}; otherwise throws {@link InvalidInput}
     */
    List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit);
}
