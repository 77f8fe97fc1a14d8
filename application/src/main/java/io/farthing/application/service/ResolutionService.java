package io.farthing.application.service;

import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.payment.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Shows and concludes payments whose outcome is not known; where no outside wallet pays any more, also those that were
 * being made when there was one. Thread-safe.
 */
public final class ResolutionService implements ResolvePayments {

    private final UnitOfWork unitOfWork;
    private final PaymentRules rules;
    private final InstantSource clock;

    /** The service on a storage. */
    public ResolutionService(UnitOfWork unitOfWork, PaymentRules rules, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<PendingPayment> list(PendingPayment.Kind kind, Optional<PaymentId> after, int limit) {
        PageLimit.require(limit, MAX_PAGE);
        return unitOfWork.read(stores -> stores.pendingPayments().list(kind, after, limit));
    }

    @Override
    public Optional<Resolved> find(PaymentId id) {
        return unitOfWork.read(stores -> stores.payments()
                .find(id)
                .map(payment -> new Resolved(payment, stores.resolutions().find(id))));
    }

    @Override
    public PendingPayment.Count count() {
        return unitOfWork.read(stores -> stores.pendingPayments().count());
    }

    @Override
    public Result resolve(PaymentId id, Resolution.Outcome outcome, Receipt receipt, String reason) {
        Resolution resolution = resolution(id, outcome, reason);
        Finding finding = switch (outcome) {
            case SETTLED -> new Finding.Settled(receipt);
            case FAILED -> new Finding.Failed();
        };
        return unitOfWork.write(stores -> resolve(stores, resolution, new Verdict(id, finding)));
    }

    private Resolution resolution(PaymentId id, Resolution.Outcome outcome, String reason) {
        try {
            return new Resolution(id, outcome, reason, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("reason", String.valueOf(e.getMessage()));
        }
    }

    // Locked as the engine locks it, so that nobody else finds out something else at the same time.
    private Result resolve(Stores stores, Resolution resolution, Verdict verdict) {
        Touched touched = stores.payments().lock(List.of(), List.of(resolution.payment()));
        Optional<Payment> found =
                touched.pending().stream().map(PendingPayment::payment).findAny();
        if (found.isEmpty()) {
            return Result.PAYMENT_UNKNOWN;
        }
        return switch (found.get().status()) {
            case RESERVED -> mayBeRunning() ? Result.STILL_RUNNING : conclude(stores, resolution, verdict, touched);
            case SETTLED, FAILED -> verdict.contradicts(found.get()) ? Result.CONTRADICTED : Result.ALREADY_SO;
            case UNKNOWN -> conclude(stores, resolution, verdict, touched);
        };
    }

    // Where no outside wallet pays any more, nobody is making what was left reserved, and nobody else finds out either.
    private boolean mayBeRunning() {
        return rules.settlement() == Settlement.GATEWAY;
    }

    private Result conclude(Stores stores, Resolution resolution, Verdict verdict, Touched touched) {
        stores.payments().record(BatchOutcome.decide(List.of(verdict), List.of(), touched, rules, resolution.at()));
        stores.resolutions().add(resolution);
        return Result.RESOLVED;
    }
}
