package io.farthing.application.fake;

import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Runs batches on a storage as the payment engine does, at {@link Samples#NOW}, and accepts the least of payments. */
public final class PaymentBatches {

    private PaymentBatches() {}

    /** Numbers the orders, and has our ledger pay them in one unit of work. */
    public static BatchOutcome run(UnitOfWork unitOfWork, List<PaymentOrder> orders) {
        return decide(unitOfWork, number(unitOfWork, orders));
    }

    /** Runs one order, which must be accepted. */
    public static Payment accept(UnitOfWork unitOfWork, PaymentOrder order) {
        return run(unitOfWork, List.of(order)).accepted().get(0);
    }

    /** Gives each order a number. */
    public static List<Attempt> number(UnitOfWork unitOfWork, List<PaymentOrder> orders) {
        List<PaymentId> ids = unitOfWork.write(stores -> stores.payments().nextIds(orders.size()));
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            attempts.add(new Attempt(ids.get(i), orders.get(i)));
        }
        return attempts;
    }

    /** Locks, decides and records, in one unit of work, attempts that our ledger pays. */
    public static BatchOutcome decide(UnitOfWork unitOfWork, List<Attempt> attempts) {
        return unitOfWork.write(stores -> decide(stores, attempts));
    }

    /** The same, in a unit of work that goes on. */
    public static BatchOutcome decide(Stores stores, List<Attempt> attempts) {
        return decide(stores, List.of(), attempts, Settlement.LEDGER);
    }

    /** Numbers an order that an outside wallet is to pay, and reserves its payment; it must be accepted. */
    public static Payment reserve(UnitOfWork unitOfWork, PaymentOrder order) {
        return decideOutside(unitOfWork, List.of(), number(unitOfWork, List.of(order)))
                .accepted()
                .get(0);
    }

    /** Records what was found out about a payment at an outside wallet, and tells what has become of it. */
    public static Payment conclude(UnitOfWork unitOfWork, Payment payment, Finding finding) {
        return decideOutside(unitOfWork, List.of(new Verdict(payment.id(), finding)), List.of())
                .conclusions()
                .get(0);
    }

    /** Locks, decides and records, in one unit of work, verdicts and attempts of payments at an outside wallet. */
    public static BatchOutcome decideOutside(UnitOfWork unitOfWork, List<Verdict> verdicts, List<Attempt> attempts) {
        return unitOfWork.write(stores -> decideOutside(stores, verdicts, attempts));
    }

    /** The same, in a unit of work that goes on. */
    public static BatchOutcome decideOutside(Stores stores, List<Verdict> verdicts, List<Attempt> attempts) {
        return decide(stores, verdicts, attempts, Settlement.GATEWAY);
    }

    private static BatchOutcome decide(
            Stores stores, List<Verdict> verdicts, List<Attempt> attempts, Settlement settlement) {
        List<PaymentId> concluded = verdicts.stream().map(Verdict::payment).toList();
        BatchOutcome outcome = BatchOutcome.decide(
                verdicts,
                attempts,
                stores.payments().lock(attempts, concluded),
                new PaymentRules(Satoshis.of(1), settlement),
                Samples.NOW);
        stores.payments().record(outcome);
        return outcome;
    }

    /** Why the only order of a batch was declined, or that it was not. */
    public static String onlyDecision(BatchOutcome outcome) {
        return outcome.decisions()
                .get(0)
                .fold(
                        approved -> "APPROVED",
                        alreadyRecorded -> "ALREADY_RECORDED",
                        (Decision.Declined declined) ->
                                declined.breaches().get(0).reason().name());
    }
}
