package io.farthing.application.fake;

import io.farthing.application.port.out.PaymentStore;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Payments in memory. */
final class InMemoryPaymentStore implements PaymentStore {

    private final InMemoryState state;
    private final AtomicLong lastId;

    InMemoryPaymentStore(InMemoryState state, AtomicLong lastId) {
        this.state = state;
        this.lastId = lastId;
    }

    @Override
    public List<PaymentId> nextIds(int count) {
        long last = lastId.addAndGet(count);
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(PaymentId::new)
                .toList();
    }

    @Override
    public Touched lock(List<Attempt> attempts, Collection<PaymentId> concluded) {
        Map<OrderKey, PaymentId> recorded = new HashMap<>();
        Set<UserOpenId> payers = new HashSet<>();
        Set<Address> addresses = new HashSet<>();
        Set<Authorization> authorizations = new HashSet<>();
        InMemoryAuthorizationStore consents = new InMemoryAuthorizationStore(state, lastId);
        for (Attempt attempt : attempts) {
            PaymentOrder order = attempt.order();
            find(order.key())
                    .filter(payment -> payment.status() != PaymentStatus.FAILED)
                    .ifPresent(payment -> recorded.put(order.key(), payment.id()));
            payers.add(order.user());
            order.recipients().list().forEach(recipient -> addresses.add(recipient.address()));
            consents.findActive(order.user(), order.app()).ifPresent(authorizations::add);
        }
        List<PendingPayment> pending = new ArrayList<>();
        for (PaymentId id : Set.copyOf(concluded)) {
            find(id).ifPresent(payment -> {
                pending.add(state.pendingPayments.getOrDefault(id, PendingPayment.reserved(payment)));
                authorizations.add(Objects.requireNonNull(state.authorizations.get(payment.authorization())));
            });
        }
        List<Wallet> wallets = state.wallets.values().stream()
                .filter(wallet -> payers.contains(wallet.owner()) || addresses.contains(wallet.address()))
                .toList();
        return new Touched(recorded, wallets, List.copyOf(authorizations), pending);
    }

    @Override
    public void record(BatchOutcome outcome) {
        outcome.changed().forEach(this::change);
        outcome.accepted().forEach(this::add);
        outcome.authorizations().forEach(changed -> InMemoryState.update(state.authorizations, changed.id(), changed));
        outcome.wallets().forEach(changed -> InMemoryState.update(state.wallets, changed.owner(), changed));
    }

    private void add(Payment payment) {
        OrderKey key = payment.order().key();
        boolean isTaken = find(key)
                .filter(other -> other.status() != PaymentStatus.FAILED)
                .isPresent();
        if (isTaken || state.payments.putIfAbsent(payment.id(), payment) != null) {
            throw new StorageFailure(
                    StorageFailure.Category.CONFLICT,
                    "the order number is recorded already",
                    new IllegalStateException(key.toString()));
        }
        state.current.put(key, payment.id());
        if (payment.isPending()) {
            state.pendingPayments.put(payment.id(), PendingPayment.reserved(payment));
        }
    }

    private void change(PendingPayment changed) {
        Payment payment = changed.payment();
        InMemoryState.update(state.payments, payment.id(), payment);
        if (payment.isPending()) {
            InMemoryState.update(state.pendingPayments, payment.id(), changed);
        } else {
            state.pendingPayments.remove(payment.id());
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        return Optional.ofNullable(state.payments.get(id));
    }

    @Override
    public Optional<Payment> find(OrderKey key) {
        return Optional.ofNullable(state.current.get(key)).flatMap(this::find);
    }

    @Override
    public List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit) {
        return newest(payment -> payment.order().user().equals(user), before, limit);
    }

    @Override
    public List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit) {
        return new InMemoryWalletStore(state)
                .find(user)
                .map(wallet -> newest(payment -> isCreditedTo(wallet, payment), before, limit))
                .orElse(List.of());
    }

    private static boolean isCreditedTo(Wallet wallet, Payment payment) {
        return payment.settlement() == Settlement.LEDGER
                && !payment.order().user().equals(wallet.owner())
                && payment.order().recipients().list().stream()
                        .anyMatch(recipient -> recipient.address().equals(wallet.address()));
    }

    private List<Payment> newest(Predicate<Payment> wanted, Optional<PaymentId> before, int limit) {
        return state.payments.values().stream()
                .filter(wanted)
                .filter(payment ->
                        before.map(id -> payment.id().compareTo(id) < 0).orElse(true))
                .sorted(Comparator.comparing(Payment::id).reversed())
                .limit(limit)
                .toList();
    }
}
