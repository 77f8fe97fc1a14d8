package io.farthing.application.fake;

import io.farthing.application.port.out.PendingPaymentStore;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pending payments in memory. */
final class InMemoryPendingPaymentStore implements PendingPaymentStore {

    private final InMemoryState state;

    InMemoryPendingPaymentStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public List<PendingPayment> due(Instant now, Instant acceptedBefore, int limit) {
        return state.pendingPayments.values().stream()
                .filter(pending -> isUnknown(pending)
                        ? !pending.nextTryAt().isAfter(now) || pending.isMisdated(now)
                        : pending.nextTryAt().isBefore(acceptedBefore) || pending.isMisdated(now))
                .sorted(Comparator.comparing(PendingPayment::nextTryAt)
                        .thenComparing(pending -> pending.payment().id()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<PendingPayment> list(PendingPayment.Kind kind, Optional<PaymentId> after, int limit) {
        return state.pendingPayments.values().stream()
                .filter(pending -> isUnknown(pending) == (kind == PendingPayment.Kind.UNKNOWN))
                .filter(pending -> after.map(id -> pending.payment().id().compareTo(id) > 0)
                        .orElse(true))
                .limit(limit)
                .toList();
    }

    @Override
    public PendingPayment.Count count() {
        long unknown = state.pendingPayments.values().stream()
                .filter(InMemoryPendingPaymentStore::isUnknown)
                .count();
        return new PendingPayment.Count(state.pendingPayments.size() - unknown, unknown);
    }

    private static boolean isUnknown(PendingPayment pending) {
        return pending.payment().status() == PaymentStatus.UNKNOWN;
    }
}
