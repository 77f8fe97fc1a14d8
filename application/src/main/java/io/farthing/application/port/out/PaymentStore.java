package io.farthing.application.port.out;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The payments.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface PaymentStore {

    /**
     * Numbers that no payment has had, growing, with gaps. They stay used even if this unit of work writes nothing, and
     * when the storage is opened again.
     *
     * @param count how many, positive
     */
    List<PaymentId> nextIds(int count);

    /**
     * Loads everything that the orders touch, in a few statements, however many orders there are. None of it can have
     * changed unnoticed when this unit of work ends. A storage sees to that in one of two ways:
     *
     * <ul>
     *   <li>It locks what it loads: authorizations first, then wallets, each in the order of their numbers, so that
     *       concurrent batches cannot wait for each other in a circle.
     *   <li>It lets {@link #record} and the commit find out that somebody else has changed it, and then the unit of work is
     *       run again.
     * </ul>
     *
     * <p>An order that is declined writes nothing, so nothing would find that out. What it is declined for has to be so at
     * some moment while this unit of work runs; that it was so before is not enough.
     *
     * <p>Where an authorization or a wallet already shows a payment of one of the order keys, that payment is among those
     * recorded: it may be the very order's, from an earlier attempt.
     *
     * @param attempts the orders
     * @param concluded numbers of payments that something was found out about: they are loaded, too, and with them the
     *     authorizations under which they were accepted, even if those have ended; those that do not exist are not in the
     *     result
     */
    Touched lock(List<Attempt> attempts, Collection<PaymentId> concluded);

    /**
     * Writes all that was decided about a batch that was locked in the same unit of work: new payments, changed payments
     * with their receipts, changed authorizations and changed wallets. Payments that are reserved become {@linkplain
     * PendingPaymentStore pending}, and those that are concluded no longer are. When another unit of work has changed one
     * of them meanwhile, or recorded one of the order keys, this one fails as a {@link StorageFailure.Category#CONFLICT}
     * and is run again.
     */
    void record(BatchOutcome outcome);

    /** The payment of that number. */
    Optional<Payment> find(PaymentId id);

    /**
     * The payment of that app and order number. There may be several, of which at most one has not failed: that one, or
     * else the newest, which has the greatest number. Neither need be the one that was recorded last.
     */
    Optional<Payment> find(OrderKey key);

    /**
     * Payments from the user's wallet, newest first.
     *
     * @param before the number before which to begin; none to begin with the newest
     * @param limit how many at most, positive
     */
    List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit);

    /**
     * Payments of others that were credited to the user's wallet, newest first.
     *
     * @param before the number before which to begin; none to begin with the newest
     * @param limit how many at most, positive
     */
    List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit);
}
