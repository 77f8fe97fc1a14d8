package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.PAYMENTS;

import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Touched;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a batch of orders touches, as it was read or is remembered, and what has to be known to record it.
 *
 * <p>While nobody else is at work on the same rows, {@link BatchRecorder} writes only over what is known of them. After
 * conflicts they are locked: authorizations, then wallets, each in the order of their numbers. See {@link Reading}.
 */
final class LoadedBatch {

    private final PaymentWork work;
    private final Reading reading;
    private final LoadedWallets wallets;
    private final LoadedAuthorizations authorizations;
    private final Map<OrderKey, PaymentId> recorded;
    private final List<PendingPayment> pending;

    /**
     * Loads.
     *
     * @param concluded the payments that something was found out about
     */
    LoadedBatch(PaymentWork work, List<Attempt> attempts, Collection<PaymentId> concluded) {
        this.work = work;
        Reading next = work.nextReading();
        this.reading = concluded.isEmpty() ? next : next.orSurer(Reading.READ);
        this.wallets = new LoadedWallets(work, reading);
        this.authorizations = new LoadedAuthorizations(work, reading, wallets);
        if (!attempts.isEmpty()) {
            work.orderNumbers().prepare();
        }
        List<Long> ids = concluded.stream().map(PaymentId::value).toList();
        authorizations.load(attempts, ids);
        pending = ids.isEmpty() ? List.of() : loadPending(ids);
        wallets.wantRecipients(attempts);
        wallets.load();
        // Last, because a payment of this order number may be committed while the others' locks are waited for. If they
        // show it and it were not seen here, the order would be declined for what it took itself.
        recorded = attempts.isEmpty() || (isRemembered() && work.orderNumbers().isRefusedWhenTaken())
                ? Map.of()
                : work.orderNumbers().taken(attempts);
    }

    Touched touched() {
        return new Touched(recorded, wallets.all(), authorizations.all(), pending);
    }

    /** Whether some of this may be out of date. */
    boolean isRemembered() {
        return reading == Reading.REMEMBERED;
    }

    /** What the status of each payment was that something was found out about. */
    Map<PaymentId, PaymentStatus> statuses() {
        return pending.stream().map(PendingPayment::payment).collect(Collectors.toMap(Payment::id, Payment::status));
    }

    /** The authorizations under which payments are drawn. */
    LoadedAuthorizations authorizations() {
        return authorizations;
    }

    /** The wallets of those who pay and are paid. */
    LoadedWallets wallets() {
        return wallets;
    }

    // Read after their authorizations: whoever concludes one in between has changed its authorization, too, over which
    // nothing can be written then; and one that is read as concluded changes nothing.
    private List<PendingPayment> loadPending(List<Long> ids) {
        return new PaymentRows(work).withPending(PAYMENTS.ID.in(ids)).fetch(PaymentRows::readPending);
    }

    static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the batch did not load " + key);
        }
        return value;
    }
}
