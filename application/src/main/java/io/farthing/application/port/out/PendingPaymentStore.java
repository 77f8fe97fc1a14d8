package io.farthing.application.port.out;

import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PendingPayment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The payments at an outside wallet whose outcome is not known yet: few, however many payments there are. They are
 * written by {@link PaymentStore#record}.
 *
 * <p>Part of a unit of work, and used by its thread alone.
 */
public interface PendingPaymentStore {

    /**
     * Those whose outcome is to be asked for, the ones that have waited longest first; at most {@code limit}, positive.
     * Those that are {@linkplain PendingPayment#isMisdated misdated} are among them, whatever else is said.
     *
     * @param now those that are unknown, and whose next try is not after this
     * @param acceptedBefore those that are reserved, and were accepted before this: nobody makes them any more
     */
    List<PendingPayment> due(Instant now, Instant acceptedBefore, int limit);

    /**
     * Those of one kind, in the order of their numbers.
     *
     * @param kind which of them
     * @param after the number after which to begin; none to begin with the first
     * @param limit how many at most, positive
     */
    List<PendingPayment> list(PendingPayment.Kind kind, Optional<PaymentId> after, int limit);

    /** How many there are. */
    PendingPayment.Count count();
}
