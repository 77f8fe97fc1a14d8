package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.ACTIVATIONS;
import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.application.port.out.ActivationStore;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Activations in a database. */
final class JooqActivationStore implements ActivationStore {

    private final Work work;

    JooqActivationStore(Work work) {
        this.work = work;
    }

    @Override
    public void add(Activation activation) {
        if (find(activation.id()).isPresent()) {
            throw new IllegalStateException(activation.id() + " is there already");
        }
        long user = work.userId(activation.user());
        long app = work.appId(activation.app());
        work.toWrite()
                .insertInto(ACTIVATIONS)
                .set(ACTIVATIONS.ID, activation.id().value())
                .set(ACTIVATIONS.APP, app)
                .set(ACTIVATIONS.USER_ID, user)
                .set(ACTIVATIONS.REDIRECT_URI, activation.redirectUri().toString())
                .set(ACTIVATIONS.ANSWER, Codes.of(activation.answer()))
                .set(ACTIVATIONS.EXPIRES_AT_MS, activation.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Activation> find(ActivationId id) {
        return work.toRead()
                .select(
                        APPS.APP_ID,
                        USERS.OPEN_ID,
                        ACTIVATIONS.REDIRECT_URI,
                        ACTIVATIONS.ANSWER,
                        ACTIVATIONS.EXPIRES_AT_MS)
                .from(ACTIVATIONS)
                .join(APPS)
                .on(APPS.ID.eq(ACTIVATIONS.APP))
                .join(USERS)
                .on(USERS.ID.eq(ACTIVATIONS.USER_ID))
                .where(ACTIVATIONS.ID.eq(id.value()))
                .fetchOptional(row -> new Activation(
                        id,
                        new AppId(row.value1()),
                        new UserOpenId(row.value2()),
                        WebUri.parse(row.value3()).orElseThrow(),
                        Codes.answer(row.value4()),
                        Instant.ofEpochMilli(row.value5())));
    }

    // Locked on its own first: H2 would lock the rows of a join's every table.
    @Override
    public Optional<Activation> lock(ActivationId id) {
        return work.toRead()
                .select(ACTIVATIONS.ID)
                .from(ACTIVATIONS)
                .where(ACTIVATIONS.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .flatMap(row -> find(id));
    }

    @Override
    public void update(Activation activation) {
        int changed = work.toWrite()
                .update(ACTIVATIONS)
                .set(ACTIVATIONS.REDIRECT_URI, activation.redirectUri().toString())
                .set(ACTIVATIONS.ANSWER, Codes.of(activation.answer()))
                .set(ACTIVATIONS.EXPIRES_AT_MS, activation.expiresAt().toEpochMilli())
                .where(ACTIVATIONS.ID.eq(activation.id().value()))
                .execute();
        if (changed == 0) {
            throw new IllegalStateException("there is no activation " + activation.id());
        }
    }

    @Override
    public int removeExpired(Instant moment) {
        return work.toWrite()
                .deleteFrom(ACTIVATIONS)
                .where(ACTIVATIONS.EXPIRES_AT_MS.lt(moment.toEpochMilli()))
                .execute();
    }
}
