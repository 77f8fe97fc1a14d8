package io.farthing.application.service.payment;

import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of payments that the outside wallet did not tell, and of those that were being made when a server
 * ended.
 *
 * <p>The wallet is asked first. One that does not know the payment is sent it again, under the same number, so that
 * nothing can be paid twice; but not when the user has withdrawn the consent or the app was suspended meanwhile, and not
 * after {@link #SENT_AGAIN_FOR}: by then nobody counts on the payment any more.
 *
 * <p>A payment that is not sent any more, or is refused when it is sent again, has not failed yet, because what was
 * sent before may still be on its way. It has failed when the wallet does not know it after {@link #MAY_ARRIVE_FOR}.
 * That is not read from a clock but counted in the pauses between the tries, which the storage keeps; otherwise a
 * server whose clock is ahead, or that was down, would take a payment for old that was sent a moment ago. Sending ends
 * at half of that count at the latest, so that the other half is waited for after whatever was sent last.
 *
 * <p>Thread-safe. A lease in the database lets one server work at a time. That is to save the wallet work, not for
 * safety: should clocks differ by more than a lease lasts, two servers find out the same twice.
 */
public final class GatewayReconciler implements ReconcilePayments {

    /**
     * How long a payment that the wallet does not know is sent again: after its acceptance, by the clock, and also as
     * counted in pauses.
     */
    static final Duration SENT_AGAIN_FOR = Duration.ofHours(1);

    /** How long, as counted in pauses, a payment that the wallet does not know may still get there. */
    static final Duration MAY_ARRIVE_FOR = SENT_AGAIN_FOR.multipliedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayReconciler.class);

    // Few enough to leave the wallet to those who pay.
    private static final int SIDE_BY_SIDE = WalletGateway.LOOK_UPS_SIDE_BY_SIDE;
    private static final int MAX_PER_ROUND = 10 * SIDE_BY_SIDE;
    private static final Duration ENTERING = Duration.ofSeconds(2);
    private static final Duration LEASE_RESERVE = Duration.ofSeconds(30);

    private final UnitOfWork unitOfWork;
    private final PaymentEngine engine;
    private final WalletGateway gateway;
    private final InstantSource clock;
    private final String holder = UUID.randomUUID().toString();

    /** A reconciliation of the payments that {@code engine} records and {@code gateway} makes. */
    public GatewayReconciler(UnitOfWork unitOfWork, PaymentEngine engine, WalletGateway gateway, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.engine = engine;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public int reconcile() {
        // Most rounds end here, without having written anything.
        if (due(1, Set.of()).isEmpty() || !takeLease()) {
            return 0;
        }
        try {
            int concluded = 0;
            Set<PaymentId> asked = new HashSet<>();
            // Where nothing can be entered any more, nobody is asked.
            while (asked.size() < MAX_PER_ROUND && engine.isRunning()) {
                List<PendingPayment> next = due(SIDE_BY_SIDE, asked);
                if (next.isEmpty() || !takeLease()) {
                    break;
                }
                concluded += findOut(next);
                next.forEach(pending -> asked.add(pending.payment().id()));
            }
            return concluded;
        } finally {
            releaseLease();
        }
    }

    // What could not be entered, because somebody holds a row, stays due. The others have their turn in this round all
    // the same.
    private List<PendingPayment> due(int limit, Set<PaymentId> asked) {
        Instant now = clock.instant();
        // A payment that is being made is left alone until nobody can be making it any more.
        Instant abandoned = now.minus(gateway.patience()).minus(ENTERING);
        List<PendingPayment> due =
                unitOfWork.read(stores -> stores.pendingPayments().due(now, abandoned, asked.size() + limit));
        return due.stream()
                .filter(pending -> !asked.contains(pending.payment().id()))
                .limit(limit)
                .toList();
    }

    private int findOut(List<PendingPayment> payments) {
        List<CompletableFuture<Boolean>> running = new ArrayList<>();
        for (PendingPayment pending : payments) {
            running.add(findOut(pending));
        }
        return (int) running.stream().filter(CompletableFuture::join).count();
    }

    private CompletableFuture<Boolean> findOut(PendingPayment pending) {
        Payment payment = pending.payment();
        return takenUp(payment)
                .thenCompose(isOurs -> isOurs ? ask(pending) : CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(concluded -> concluded
                        .filter(now -> !now.isPending())
                        .map(now -> {
                            LOG.info("payment {} is {} after {} tries", now.id(), now.status(), pending.tries() + 1);
                            return true;
                        })
                        .orElse(false))
                // The others of this round go on; this one is due again in the next.
                .exceptionally(failure -> {
                    LOG.warn("finding out what became of payment {} failed; it is tried again", payment.id(), failure);
                    return false;
                });
    }

    // Whoever made a payment that is still reserved may be slower than was promised, or this server's clock ahead. A
    // refusal of that request no longer means from here on that the payment has failed: this one may send another.
    private CompletableFuture<Boolean> takenUp(Payment payment) {
        return payment.status() == PaymentStatus.RESERVED
                ? unknown(payment.id(), "whoever made it has not said what became of it")
                        .thenCompose(finding -> Gateways.conclude(engine, payment, finding))
                        .thenApply(now -> now.filter(Payment::isPending).isPresent())
                : CompletableFuture.completedFuture(true);
    }

    private CompletableFuture<Optional<Payment>> ask(PendingPayment pending) {
        Payment payment = pending.payment();
        return Gateways.lookUp(gateway, payment)
                .thenComposeAsync(state -> finding(pending, state))
                .thenCompose(finding -> Gateways.conclude(engine, payment, finding));
    }

    private CompletableFuture<Finding> finding(PendingPayment pending, State state) {
        PaymentId id = pending.payment().id();
        return state.fold(
                settled -> CompletableFuture.completedFuture(new Finding.Settled(settled.receipt())),
                failed -> failed(id, failed.why()),
                notFound -> notFound(pending),
                unclear -> unknown(id, unclear.why()));
    }

    private CompletableFuture<Finding> notFound(PendingPayment pending) {
        Payment payment = pending.payment();
        if (mayBeSentAgain(pending)) {
            return sendAgain(payment);
        }
        return hasWaited(pending, MAY_ARRIVE_FOR)
                ? failed(payment.id(), "the wallet does not know it, and it is not sent any more")
                : unknown(payment.id(), "the wallet does not know it; it is not sent again, but may still get there");
    }

    private static boolean hasWaited(PendingPayment pending, Duration time) {
        return pending.waited().compareTo(time) >= 0;
    }

    private boolean mayBeSentAgain(PendingPayment pending) {
        Payment payment = pending.payment();
        // Of a payment that a wrong clock has dated ahead, nobody knows how old it is.
        return Duration.between(payment.acceptedAt(), clock.instant()).abs().compareTo(SENT_AGAIN_FOR) < 0
                && !hasWaited(pending, SENT_AGAIN_FOR)
                && engine.isRunning()
                && unitOfWork.read(stores -> isStillWanted(stores, payment));
    }

    // While the wallet was asked, which may take long, an operator may have said that the payment has failed; its order
    // may be another payment by now.
    private static boolean isStillWanted(Stores stores, Payment payment) {
        PaymentOrder order = payment.order();
        return stores.payments().find(payment.id()).filter(Payment::isPending).isPresent()
                && stores.apps()
                        .find(order.app())
                        .filter(app -> !app.suspended())
                        .isPresent()
                && stores.authorizations()
                        .findActive(order.user(), order.app())
                        .filter(active -> active.id().equals(payment.authorization()))
                        .isPresent();
    }

    // The wallet does not know the payment, and refuses it now. That says nothing of a request that was sent before and
    // has yet to arrive: when the user has filled the wallet up meanwhile, it may be paid after all.
    private CompletableFuture<Finding> sendAgain(Payment payment) {
        LOG.info("the wallet does not know payment {}; sending it again under the same number", payment.id());
        return Gateways.pay(gateway, payment)
                .thenCompose(answer -> answer.fold(
                        accepted -> CompletableFuture.completedFuture(new Finding.Settled(accepted.receipt())),
                        refused -> unknown(payment.id(), "refused when it was sent again: " + refused.why()),
                        notAttempted -> unknown(payment.id(), notAttempted.why()),
                        unknown -> unknown(payment.id(), unknown.why())));
    }

    private static CompletableFuture<Finding> failed(PaymentId payment, String why) {
        LOG.info("payment {} was not made: {}", payment, why);
        return CompletableFuture.completedFuture(new Finding.Failed());
    }

    private static CompletableFuture<Finding> unknown(PaymentId payment, String why) {
        LOG.warn("what became of payment {} is still not known: {}", payment, why);
        return CompletableFuture.completedFuture(new Finding.Unknown(why));
    }

    private boolean takeLease() {
        Instant now = clock.instant();
        Instant until = now.plus(gateway.patience().multipliedBy(2)).plus(LEASE_RESERVE);
        return unitOfWork.write(stores -> stores.leases().take(Task.RECONCILIATION, holder, now, until));
    }

    private void releaseLease() {
        unitOfWork.write(stores -> {
            stores.leases().release(Task.RECONCILIATION, holder);
            return true;
        });
    }
}
