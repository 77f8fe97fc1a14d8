package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.PAYMENTS;

import io.farthing.application.port.out.PaymentStore;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.jooq.Sequences;
import io.farthing.persistence.work.IdBlocks;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payments in a database. */
public final class JooqPaymentStore implements PaymentStore {

    private final PaymentWork work;
    private final IdBlocks ids;
    private final PaymentRows rows;
    private @Nullable LoadedBatch locked;

    /**
     * The payments as one unit of work sees them, which remembers what it has locked.
     *
     * @param ids hands out the numbers of payments, to all units of work on the database
     */
    public JooqPaymentStore(PaymentWork work, IdBlocks ids) {
        this.work = work;
        this.ids = ids;
        this.rows = new PaymentRows(work);
    }

    @Override
    public List<PaymentId> nextIds(int count) {
        return ids.take(count, () -> work.toRead().nextval(Sequences.PAYMENT_IDS)).stream()
                .map(PaymentId::new)
                .toList();
    }

    @Override
    public Touched lock(List<Attempt> attempts, Collection<PaymentId> concluded) {
        LoadedBatch batch = new LoadedBatch(work, attempts, concluded);
        locked = batch;
        return batch.touched();
    }

    @Override
    public void record(BatchOutcome outcome) {
        LoadedBatch batch = locked;
        if (batch == null) {
            throw new IllegalStateException("a batch is locked before it is recorded");
        }
        // Whatever is accepted is written over what it rests on; whatever is not leaves no trace.
        if (batch.isRemembered() && !outcome.decisions().stream().allMatch(Decision.Approved.class::isInstance)) {
            throw new RestsOnMemory();
        }
        if (!outcome.accepted().isEmpty() || !outcome.changed().isEmpty()) {
            new BatchRecorder(work, batch).record(outcome);
        }
        // What it knows of the chains is out of date now.
        locked = null;
    }

    /** To be called when the unit of work has done its work: what it has seen and not written has to be true, too. */
    public void beforeCommit() {
        LoadedBatch batch = locked;
        if (batch != null && batch.isRemembered()) {
            throw new RestsOnMemory();
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return rows.where(PAYMENTS.ID.eq(id.value())).fetchOptional(PaymentRows::read);
    }

    @Override
    public Optional<Payment> find(OrderKey key) {
        Collection<Long> candidates = work.orderNumbers().candidates(key);
        return candidates.isEmpty()
                ? Optional.empty()
                : rows.newestFirst(candidates).stream()
                        .filter(payment -> payment.order().key().equals(key))
                        .min(Comparator.comparing(payment -> payment.status() == PaymentStatus.FAILED));
    }

    @Override
    public List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit) {
        return newest(new DrawnChains(work, user), before, limit);
    }

    @Override
    public List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit) {
        return newest(new CreditedChain(work, user), before, limit);
    }

    private List<Payment> newest(ChainWalk.Chains chains, Optional<PaymentId> before, int limit) {
        long below = before.map(PaymentId::value).orElse(Long.MAX_VALUE);
        return rows.newestFirst(new ChainWalk(chains, below, limit).newestIds());
    }
}
