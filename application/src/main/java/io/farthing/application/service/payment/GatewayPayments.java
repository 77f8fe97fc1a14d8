package io.farthing.application.service.payment;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an outside wallet pay. The engine reserves, in a commit that is also the record of the attempt; then the wallet is
 * asked, outside of every unit of work; then the engine enters what it said. A payment whose outcome is not told, or
 * cannot be entered, stays reserved until {@link GatewayReconciler} finds out.
 *
 * <p>Thread-safe. No thread waits for the wallet.
 */
public final class GatewayPayments implements RequestPayment, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayPayments.class);

    // Whoever asked over HTTP has been given up by then.
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final PaymentEngine engine;
    private final WalletGateway gateway;
    private final Duration longestEnd;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Payments that {@code engine} records and {@code gateway} makes. */
    public GatewayPayments(PaymentEngine engine, WalletGateway gateway) {
        this(engine, gateway, LONGEST_END);
    }

    /** The same, where payments that are being made at the end are waited for that long. */
    GatewayPayments(PaymentEngine engine, WalletGateway gateway, Duration longestEnd) {
        this.engine = engine;
        this.gateway = gateway;
        this.longestEnd = longestEnd;
    }

    @Override
    public CompletableFuture<PaymentOutcome> request(PaymentOrder order) {
        Objects.requireNonNull(order);
        long arrivedNanos = System.nanoTime();
        long number = last.incrementAndGet();
        CompletableFuture<Void> end = new CompletableFuture<>();
        running.put(number, end);
        // Whoever is not among those who are waited for sees this.
        CompletableFuture<PaymentOutcome> made = closing ? refused() : made(order, arrivedNanos);
        // Whoever asked may give up on his answer, which is no end of the payment. He has it before the end.
        CompletableFuture<PaymentOutcome> answer = new CompletableFuture<>();
        var unused = made.whenComplete((outcome, failure) -> {
            if (failure == null) {
                answer.complete(outcome);
            } else {
                answer.completeExceptionally(failure);
            }
            running.remove(number);
            end.complete(null);
        });
        return answer;
    }

    private CompletableFuture<PaymentOutcome> refused() {
        PaymentOutcome refused = new PaymentOutcome.NotRecorded(PaymentEngine.STOPPING);
        engine.count(refused, 0);
        return CompletableFuture.completedFuture(refused);
    }

    private CompletableFuture<PaymentOutcome> made(PaymentOrder order, long arrivedNanos) {
        return engine.request(order)
                .thenCompose(outcome -> PaymentEngine.reserved(outcome)
                        .map(payment -> make(payment).whenComplete((made, failure) -> {
                            if (made != null) {
                                engine.count(made, System.nanoTime() - arrivedNanos);
                            }
                        }))
                        .orElseGet(() -> CompletableFuture.completedFuture(outcome)));
    }

    /**
     * Refuses further orders, and waits for every payment that was asked for, but not for as long as a wallet may take: what
     * it has not told by then stays open, and is found out after the next start. The engine must still run.
     */
    @Override
    public void close() {
        closing = true;
        CompletableFuture<Void> all = CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
        try {
            all.get(longestEnd.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn(
                    "the wallet has not told yet what became of {} payments; it is asked after the next start",
                    running.size(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<PaymentOutcome> make(Payment payment) {
        return Gateways.pay(gateway, payment)
                .thenCompose(answer -> Gateways.conclude(engine, payment, finding(payment, answer))
                        .thenApply(concluded -> outcome(payment, answer, concluded)));
    }

    private static Finding finding(Payment payment, Answer answer) {
        return answer.fold(
                accepted -> new Finding.Settled(accepted.receipt()),
                refused -> {
                    LOG.info("the wallet refused payment {}: {}", payment.id(), refused.why());
                    return new Finding.NotMade();
                },
                notAttempted -> {
                    LOG.warn("payment {} did not get as far as the wallet: {}", payment.id(), notAttempted.why());
                    return new Finding.NotMade();
                },
                unknown -> {
                    LOG.warn("what became of payment {} is not known: {}", payment.id(), unknown.why());
                    return new Finding.Unknown(unknown.why());
                });
    }

    // What is not on disk is not told, however sure the wallet was: after a crash nobody would know it any more.
    private static PaymentOutcome outcome(Payment payment, Answer answer, Optional<Payment> concluded) {
        if (concluded.isEmpty()) {
            return new PaymentOutcome.Undetermined(Optional.of(payment));
        }
        Payment now = concluded.get();
        return switch (now.status()) {
            case SETTLED -> new PaymentOutcome.Settled(now);
            case RESERVED, UNKNOWN -> new PaymentOutcome.Undetermined(concluded);
            case FAILED -> failed(answer);
        };
    }

    // Where an operator has said so, the wallet may say the opposite: then nobody may say that nothing was taken.
    private static PaymentOutcome failed(Answer answer) {
        return answer.fold(
                accepted -> new PaymentOutcome.Undetermined(),
                refused -> declined(refused.reason()),
                notAttempted -> new PaymentOutcome.NotRecorded(notAttempted.why()),
                unknown -> declined(DeclineReason.REFUSED_OUTSIDE));
    }

    private static PaymentOutcome declined(DeclineReason reason) {
        return new PaymentOutcome.Declined(List.of(Breach.of(reason)));
    }
}
