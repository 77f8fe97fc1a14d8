package io.farthing.application.service.event;

import io.farthing.application.port.out.PaymentStore;
import io.farthing.domain.event.PaymentEvents;
import io.farthing.domain.event.PlatformEvent;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Payments, of which it is noticed what was decided. */
final class EventfulPaymentStore implements PaymentStore {

    /** A batch that is locked and not recorded yet. */
    private record Locked(List<Attempt> attempts, Touched touched) {}

    private final PaymentStore payments;
    private final Consumer<List<PlatformEvent>> notice;
    private @Nullable Locked locked;

    EventfulPaymentStore(PaymentStore payments, Consumer<List<PlatformEvent>> notice) {
        this.payments = payments;
        this.notice = notice;
    }

    @Override
    public List<PaymentId> nextIds(int count) {
        return payments.nextIds(count);
    }

    @Override
    public Touched lock(List<Attempt> attempts, Collection<PaymentId> concluded) {
        Touched touched = payments.lock(attempts, concluded);
        locked = new Locked(List.copyOf(attempts), touched);
        return touched;
    }

    @Override
    public void record(BatchOutcome outcome) {
        payments.record(outcome);
        Locked batch = locked;
        if (batch != null) {
            notice.accept(PaymentEvents.of(batch.attempts(), batch.touched(), outcome));
            locked = null;
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return payments.find(id);
    }

    @Override
    public Optional<Payment> find(OrderKey key) {
        return payments.find(key);
    }

    @Override
    public List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit) {
        return payments.drawnFrom(user, before, limit);
    }

    @Override
    public List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit) {
        return payments.creditedTo(user, before, limit);
    }
}
