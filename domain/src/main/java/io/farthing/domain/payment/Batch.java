package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Parties;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Enters findings and decides orders, one after the other, in the order of their arrival, each against what its
 * predecessors left.
 *
 * <p>Not thread-safe: made, used and dropped by one thread within one unit of work.
 */
final class Batch {

    private final PaymentRules rules;
    private final Instant now;
    private final Map<OrderKey, PaymentId> taken;
    private final Map<Address, Wallet> wallets = new HashMap<>();
    private final Map<UserOpenId, Address> addressOfUser = new HashMap<>();
    private final Map<Parties, Authorization> authorizations = new HashMap<>();
    private final Map<Address, Wallet> changedWallets = new LinkedHashMap<>();
    private final Map<AuthorizationId, Authorization> changedAuthorizations = new LinkedHashMap<>();
    private final List<Payment> accepted = new ArrayList<>();
    private final Map<PaymentId, PendingPayment> pending = new HashMap<>();
    private final Map<PaymentId, PendingPayment> changedPayments = new LinkedHashMap<>();
    private final Map<AuthorizationId, Authorization> ended = new HashMap<>();

    Batch(Touched touched, PaymentRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
        taken = new HashMap<>(touched.recorded());
        for (Wallet wallet : touched.wallets()) {
            wallets.put(wallet.address(), wallet);
            addressOfUser.put(wallet.owner(), wallet.address());
        }
        touched.authorizations().forEach(this::put);
        for (PendingPayment payment : touched.pending()) {
            pending.put(payment.payment().id(), payment);
        }
    }

    Decision decide(Attempt attempt) {
        PaymentId existing = taken.get(attempt.order().key());
        if (existing != null && existing.equals(attempt.id())) {
            return new Decision.AlreadyRecorded(existing);
        }
        List<Breach> breaches = breaches(attempt.order(), existing != null);
        return breaches.isEmpty() ? approve(attempt) : new Decision.Declined(breaches);
    }

    /** Enters a finding, and returns the payment as it is then; one that is no longer pending stays what it is. */
    Payment conclude(Verdict verdict) {
        PendingPayment before = get(pending, verdict.payment());
        if (!before.payment().isPending()) {
            return before.payment();
        }
        PendingPayment after = before.after(verdict.finding(), now);
        if (after.equals(before)) {
            return before.payment();
        }
        Payment payment = after.payment();
        pending.put(payment.id(), after);
        changedPayments.put(payment.id(), after);
        Satoshis amount = payment.order().amount();
        switch (payment.status()) {
            case SETTLED -> change(reservedUnder(payment).settle(amount));
            case FAILED -> change(reservedUnder(payment).release(amount));
            case RESERVED, UNKNOWN -> {}
        }
        return payment;
    }

    List<Payment> accepted() {
        return accepted;
    }

    Collection<PendingPayment> changedPayments() {
        return changedPayments.values();
    }

    Collection<Wallet> changedWallets() {
        return changedWallets.values();
    }

    Collection<Authorization> changedAuthorizations() {
        return changedAuthorizations.values();
    }

    // One line per control, in the order of DeclineReason.
    private List<Breach> breaches(PaymentOrder order, boolean isTaken) {
        List<Breach> found = new ArrayList<>(0);
        if (rules.minimum().exceeds(order.amount())) {
            found.add(Breach.below(DeclineReason.BELOW_MINIMUM, rules.minimum(), order.amount()));
        }
        Address payer = addressOfUser.get(order.user());
        if (payer == null) {
            found.add(Breach.of(DeclineReason.USER_UNKNOWN));
        }
        if (isTaken) {
            found.add(Breach.of(DeclineReason.ORDER_NUMBER_TAKEN));
        }
        Authorization authorization = authorizations.get(order.parties());
        if (authorization == null) {
            found.add(Breach.of(DeclineReason.NOT_AUTHORIZED));
        } else {
            above(authorization.limits().single(), order, DeclineReason.OVER_SINGLE_LIMIT)
                    .ifPresent(found::add);
            above(authorization.allowance(), order, DeclineReason.OVER_ALLOWANCE)
                    .ifPresent(found::add);
        }
        if (payer != null && rules.settlement() == Settlement.LEDGER) {
            above(wallet(payer).balance(), order, DeclineReason.OVER_BALANCE).ifPresent(found::add);
        }
        return found;
    }

    private Decision approve(Attempt attempt) {
        PaymentOrder order = attempt.order();
        Authorization authorization = get(authorizations, order.parties());
        switch (rules.settlement()) {
            case LEDGER -> {
                change(authorization.spend(order.amount()));
                move(order);
            }
            case GATEWAY -> change(authorization.reserve(order.amount()));
        }
        Payment payment = Payment.accepted(attempt.id(), authorization.id(), order, rules.settlement(), now);
        taken.put(order.key(), attempt.id());
        accepted.add(payment);
        return new Decision.Approved(payment);
    }

    private void move(PaymentOrder order) {
        change(wallet(get(addressOfUser, order.user())).debit(order.amount()));
        for (Recipient recipient : order.recipients().list()) {
            Wallet wallet = wallets.get(recipient.address());
            if (wallet != null) {
                change(wallet.credit(recipient.amount()));
            }
        }
    }

    // The consent may have ended since; what was drawn under it still counts for it.
    private Authorization reservedUnder(Payment payment) {
        Authorization active = authorizations.get(payment.order().parties());
        return active != null && active.id().equals(payment.authorization())
                ? active
                : get(ended, payment.authorization());
    }

    private void change(Authorization authorization) {
        put(authorization);
        changedAuthorizations.put(authorization.id(), authorization);
    }

    private void put(Authorization authorization) {
        if (authorization.isActive()) {
            authorizations.put(authorization.parties(), authorization);
        } else {
            ended.put(authorization.id(), authorization);
        }
    }

    private void change(Wallet wallet) {
        wallets.put(wallet.address(), wallet);
        changedWallets.put(wallet.address(), wallet);
    }

    private Wallet wallet(Address address) {
        return get(wallets, address);
    }

    private static Optional<Breach> above(Satoshis bound, PaymentOrder order, DeclineReason reason) {
        return order.amount().exceeds(bound)
                ? Optional.of(Breach.above(reason, bound, order.amount()))
                : Optional.empty();
    }

    private static <K, V> V get(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the batch did not load " + key);
        }
        return value;
    }
}
