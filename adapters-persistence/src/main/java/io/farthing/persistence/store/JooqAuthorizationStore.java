package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.application.port.out.AuthorizationStore;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.jooq.Sequences;
import io.farthing.persistence.jooq.tables.records.AuthorizationsRecord;
import io.farthing.persistence.work.IdBlocks;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;

/** Authorizations in a database. */
final class JooqAuthorizationStore implements AuthorizationStore {

    private static final Condition ACTIVE = AUTHORIZATIONS.ACTIVE.isTrue();

    private final Work work;
    private final IdBlocks ids;
    private final AuthorizationRows rows;

    JooqAuthorizationStore(Work work, IdBlocks ids) {
        this.work = work;
        this.ids = ids;
        this.rows = new AuthorizationRows(work);
    }

    @Override
    public AuthorizationId nextId() {
        return new AuthorizationId(ids.take(1, () -> work.toRead().nextval(Sequences.AUTHORIZATION_IDS))
                .get(0));
    }

    @Override
    public void add(Authorization authorization) {
        long user = work.userId(authorization.user());
        long app = work.appId(authorization.app());
        work.toWrite()
                .insertInto(AUTHORIZATIONS)
                .set(AUTHORIZATIONS.ID, authorization.id().value())
                .set(AUTHORIZATIONS.USER_ID, user)
                .set(AUTHORIZATIONS.APP, app)
                .set(changeable(authorization))
                .set(AUTHORIZATIONS.APPROVED_AT_MS, authorization.approvedAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Authorization> find(AuthorizationId id) {
        return rows.where(AUTHORIZATIONS.ID.eq(id.value())).fetchOptional(AuthorizationRows::read);
    }

    @Override
    public Optional<Authorization> findActive(UserOpenId user, AppId app) {
        return rows.where(USERS.OPEN_ID
                        .eq(user.value())
                        .and(APPS.APP_ID.eq(app.value()))
                        .and(ACTIVE))
                .fetchOptional(AuthorizationRows::read);
    }

    // The row may be replaced while its lock is waited for: then there is another active one to lock.
    @Override
    public Optional<Authorization> lockActive(UserOpenId user, AppId app) {
        Optional<Authorization> locked;
        do {
            Optional<Authorization> found = findActive(user, app);
            if (found.isEmpty()) {
                return found;
            }
            locked = lock(found.get().id()).filter(Authorization::isActive);
        } while (locked.isEmpty());
        return locked;
    }

    // Locked on its own first: H2 would lock the rows of a join's every table.
    @Override
    public Optional<Authorization> lock(AuthorizationId id) {
        return work.toRead()
                .select(AUTHORIZATIONS.ID)
                .from(AUTHORIZATIONS)
                .where(AUTHORIZATIONS.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .flatMap(row -> find(id));
    }

    @Override
    public void update(Authorization authorization, Instant at) {
        int changed = work.toWrite()
                .update(AUTHORIZATIONS)
                .set(changeable(authorization))
                .where(AUTHORIZATIONS.ID.eq(authorization.id().value()))
                .execute();
        if (changed == 0) {
            throw new IllegalStateException("there is no authorization " + authorization.id());
        }
    }

    @Override
    public List<Authorization> of(UserOpenId user, int maxEnded) {
        Condition own = USERS.OPEN_ID.eq(user.value());
        List<Authorization> all = new ArrayList<>();
        rows.where(own.and(ACTIVE))
                .orderBy(AUTHORIZATIONS.ID.desc())
                .forEach(row -> all.add(AuthorizationRows.read(row)));
        rows.where(own.and(AUTHORIZATIONS.ACTIVE.isNull()))
                .orderBy(AUTHORIZATIONS.ID.desc())
                .limit(maxEnded)
                .forEach(row -> all.add(AuthorizationRows.read(row)));
        return all;
    }

    /** What may change of an authorization: limits, usage and standing. */
    private static AuthorizationsRecord changeable(Authorization authorization) {
        AuthorizationsRecord row = new AuthorizationsRecord();
        row.setActive(authorization.isActive() ? Boolean.TRUE : null);
        row.setStanding(Codes.of(authorization.standing()));
        row.setSingleLimit(authorization.limits().single().value());
        row.setCumulativeLimit(authorization.limits().cumulative().value());
        row.setSpent(authorization.usage().spent().value());
        row.setReserved(authorization.usage().reserved().value());
        return row;
    }
}
