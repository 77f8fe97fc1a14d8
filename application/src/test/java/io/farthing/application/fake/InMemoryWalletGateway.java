package io.farthing.application.fake;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.TransactionId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A wallet in memory that behaves as it is told. Thread-safe. */
public final class InMemoryWalletGateway implements WalletGateway {

    /** How the wallet behaves. */
    public enum Behaviour {
        /** It pays, and says so. */
        ACCEPTS,
        /** It has no money, and says so. */
        REFUSES,
        /** Nothing gets as far as the wallet, and that is known. */
        UNREACHABLE,
        /** It pays, but nobody hears it say so. */
        PAYS_SILENTLY,
        /** The request is lost on its way, and nobody hears of it. */
        LOSES_REQUESTS,
        /** It never answers. */
        HANGS
    }

    private final Map<TransactionId, Receipt> paid = new ConcurrentHashMap<>();
    private final Map<TransactionId, AtomicInteger> timesPaid = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final Duration patience;
    private volatile Behaviour behaviour = Behaviour.ACCEPTS;

    /** A wallet that is given up after {@code patience}. */
    public InMemoryWalletGateway(Duration patience) {
        this.patience = patience;
    }

    /** From now on the wallet behaves like this. */
    public void behave(Behaviour now) {
        behaviour = now;
    }

    /** How often the recipients of that payment got the money. */
    public int timesPaid(Payment payment) {
        AtomicInteger times = timesPaid.get(payment.transactionId());
        return times == null ? 0 : times.get();
    }

    /** How often the wallet was asked to pay. */
    public int timesAsked() {
        return asked.get();
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        // Whoever sees that the wallet was asked may change how it behaves from then on.
        Behaviour now = behaviour;
        asked.incrementAndGet();
        return switch (now) {
            case ACCEPTS -> CompletableFuture.completedFuture(new Accepted(accept(payment)));
            case REFUSES ->
                CompletableFuture.completedFuture(
                        paid.containsKey(payment.transactionId())
                                ? new Accepted(accept(payment))
                                : new Refused(DeclineReason.OVER_BALANCE, "told to refuse"));
            case UNREACHABLE -> CompletableFuture.completedFuture(new NotAttempted("the wallet cannot be reached"));
            case PAYS_SILENTLY -> {
                accept(payment);
                yield CompletableFuture.completedFuture(new Unknown("the answer was lost"));
            }
            case LOSES_REQUESTS -> CompletableFuture.completedFuture(new Unknown("the request was lost"));
            case HANGS ->
                new CompletableFuture<Answer>()
                        .completeOnTimeout(new Unknown("no answer"), patience.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        Receipt receipt = paid.get(payment.transactionId());
        return switch (behaviour) {
            case ACCEPTS, REFUSES ->
                CompletableFuture.completedFuture(receipt == null ? new NotFound() : new Settled(receipt));
            case UNREACHABLE, PAYS_SILENTLY, LOSES_REQUESTS ->
                CompletableFuture.completedFuture(new Unclear("no answer"));
            case HANGS ->
                new CompletableFuture<State>()
                        .completeOnTimeout(new Unclear("no answer"), patience.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    private Receipt accept(Payment payment) {
        return paid.computeIfAbsent(payment.transactionId(), id -> {
            timesPaid.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
            return new Receipt("R-" + last.incrementAndGet(), "tx-" + id.hex());
        });
    }
}
