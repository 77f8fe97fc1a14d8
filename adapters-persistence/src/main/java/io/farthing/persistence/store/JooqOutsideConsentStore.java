package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.OUTSIDE_CONSENTS;

import io.farthing.application.port.out.OutsideConsent;
import io.farthing.application.port.out.OutsideConsentStore;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Consents at an outside wallet in a database. */
final class JooqOutsideConsentStore implements OutsideConsentStore {

    private final Work work;

    JooqOutsideConsentStore(Work work) {
        this.work = work;
    }

    @Override
    public void add(OutsideConsent consent) {
        if (find(consent.state()).isPresent()) {
            throw new IllegalStateException("the state is there already");
        }
        work.toWrite()
                .insertInto(OUTSIDE_CONSENTS)
                .set(OUTSIDE_CONSENTS.STATE, consent.state().bytes())
                .set(OUTSIDE_CONSENTS.ACTIVATION, consent.activation().value())
                .set(OUTSIDE_CONSENTS.SINGLE_LIMIT, consent.limits().single().value())
                .set(
                        OUTSIDE_CONSENTS.CUMULATIVE_LIMIT,
                        consent.limits().cumulative().value())
                .set(OUTSIDE_CONSENTS.EXPIRES_AT_MS, consent.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<OutsideConsent> take(SecretDigest state) {
        // Several may find it, but its row is removed once.
        return find(state)
                .filter(consent -> work.toWrite()
                                .deleteFrom(OUTSIDE_CONSENTS)
                                .where(OUTSIDE_CONSENTS.STATE.eq(state.bytes()))
                                .execute()
                        == 1);
    }

    @Override
    public int removeExpired(Instant moment) {
        return work.toWrite()
                .deleteFrom(OUTSIDE_CONSENTS)
                .where(OUTSIDE_CONSENTS.EXPIRES_AT_MS.lt(moment.toEpochMilli()))
                .execute();
    }

    private Optional<OutsideConsent> find(SecretDigest state) {
        return work.toRead()
                .selectFrom(OUTSIDE_CONSENTS)
                .where(OUTSIDE_CONSENTS.STATE.eq(state.bytes()))
                .fetchOptional(row -> new OutsideConsent(
                        state,
                        new ActivationId(row.getActivation()),
                        new SpendingLimits(Satoshis.of(row.getSingleLimit()), Satoshis.of(row.getCumulativeLimit())),
                        Instant.ofEpochMilli(row.getExpiresAtMs())));
    }
}
