package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.PENDING_PAYMENTS;

import io.farthing.application.port.out.PendingPaymentStore;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Pending payments in a database: the table is small, and read as a whole. */
public final class JooqPendingPaymentStore implements PendingPaymentStore {

    private static final Condition IS_RESERVED = PENDING_PAYMENTS.TRIES.eq(0);
    private static final Condition IS_UNKNOWN = PENDING_PAYMENTS.TRIES.gt(0);

    private final Work work;
    private final PaymentRows rows;

    /** The pending payments as one unit of work sees them. */
    public JooqPendingPaymentStore(Work work) {
        this.work = work;
        this.rows = new PaymentRows(work);
    }

    // A reserved payment's next try is the moment of its acceptance.
    @Override
    public List<PendingPayment> due(Instant now, Instant acceptedBefore, int limit) {
        return rows.onlyPending(IS_UNKNOWN
                        .and(PENDING_PAYMENTS.NEXT_TRY_AT_MS.le(now.toEpochMilli()))
                        .or(IS_RESERVED.and(PENDING_PAYMENTS.NEXT_TRY_AT_MS.lt(acceptedBefore.toEpochMilli())))
                        .or(PENDING_PAYMENTS.NEXT_TRY_AT_MS.gt(
                                now.plus(PendingPayment.NEVER_SO_LONG).toEpochMilli())))
                .orderBy(PENDING_PAYMENTS.NEXT_TRY_AT_MS, PENDING_PAYMENTS.PAYMENT_ID)
                .limit(limit)
                .fetch(PaymentRows::readPending);
    }

    @Override
    public List<PendingPayment> list(PendingPayment.Kind kind, Optional<PaymentId> after, int limit) {
        Condition isOfKind = switch (kind) {
            case RESERVED -> IS_RESERVED;
            case UNKNOWN -> IS_UNKNOWN;
        };
        return rows.onlyPending(isOfKind.and(PENDING_PAYMENTS.PAYMENT_ID.gt(
                        after.map(PaymentId::value).orElse(0L))))
                .orderBy(PENDING_PAYMENTS.PAYMENT_ID)
                .limit(limit)
                .fetch(PaymentRows::readPending);
    }

    @Override
    public PendingPayment.Count count() {
        return work.toRead()
                .select(DSL.count().filterWhere(IS_RESERVED), DSL.count().filterWhere(IS_UNKNOWN))
                .from(PENDING_PAYMENTS)
                .fetchSingle(row -> new PendingPayment.Count(row.value1(), row.value2()));
    }
}
