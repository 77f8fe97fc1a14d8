package io.farthing.application.port.out;

import io.farthing.application.fake.Samples;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import java.util.ArrayList;
import java.util.List;

/** Runs batches of orders on a storage as the payment engine does. */
final class PaymentBatches {

    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1));

    private PaymentBatches() {}

    /** Numbers the orders, and locks, decides and records them in one unit of work. */
    static BatchOutcome run(UnitOfWork unitOfWork, List<PaymentOrder> orders) {
        return decide(unitOfWork, number(unitOfWork, orders));
    }

    /** Runs one order, which must be accepted. */
    static Payment accept(UnitOfWork unitOfWork, PaymentOrder order) {
        return run(unitOfWork, List.of(order)).accepted().get(0);
    }

    /** Gives each order a number. */
    static List<Attempt> number(UnitOfWork unitOfWork, List<PaymentOrder> orders) {
        List<PaymentId> ids = unitOfWork.write(stores -> stores.payments().nextIds(orders.size()));
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            attempts.add(new Attempt(ids.get(i), orders.get(i)));
        }
        return attempts;
    }

    /** Locks, decides and records attempts in one unit of work. */
    static BatchOutcome decide(UnitOfWork unitOfWork, List<Attempt> attempts) {
        return unitOfWork.write(stores -> {
            BatchOutcome outcome = BatchOutcome.decide(
                    List.of(), attempts, stores.payments().lock(attempts, List.of()), RULES, Samples.NOW);
            stores.payments().record(outcome);
            return outcome;
        });
    }

    /** Why the only order of a batch was declined, or that it was not. */
    static String onlyDecision(BatchOutcome outcome) {
        return outcome.decisions()
                .get(0)
                .fold(
                        approved -> "APPROVED",
                        alreadyRecorded -> "ALREADY_RECORDED",
                        (Decision.Declined declined) ->
                                declined.breaches().get(0).reason().name());
    }
}
