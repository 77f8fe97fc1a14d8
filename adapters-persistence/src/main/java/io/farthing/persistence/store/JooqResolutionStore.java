package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.PAYMENT_RESOLUTIONS;

import io.farthing.application.port.out.ResolutionStore;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Resolution;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Resolutions in a database. */
final class JooqResolutionStore implements ResolutionStore {

    private final Work work;

    JooqResolutionStore(Work work) {
        this.work = work;
    }

    @Override
    public void add(Resolution resolution) {
        if (find(resolution.payment()).isPresent()) {
            throw new IllegalStateException("payment " + resolution.payment() + " is resolved already");
        }
        work.toWrite()
                .insertInto(PAYMENT_RESOLUTIONS)
                .set(PAYMENT_RESOLUTIONS.PAYMENT_ID, resolution.payment().value())
                .set(PAYMENT_RESOLUTIONS.OUTCOME, Codes.of(resolution.outcome()))
                .set(PAYMENT_RESOLUTIONS.REASON, resolution.reason())
                .set(PAYMENT_RESOLUTIONS.AT_MS, resolution.at().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Resolution> find(PaymentId payment) {
        return work.toRead()
                .selectFrom(PAYMENT_RESOLUTIONS)
                .where(PAYMENT_RESOLUTIONS.PAYMENT_ID.eq(payment.value()))
                .fetchOptional(row -> new Resolution(
                        payment,
                        Codes.outcome(row.getOutcome()),
                        row.getReason(),
                        Instant.ofEpochMilli(row.getAtMs())));
    }
}
