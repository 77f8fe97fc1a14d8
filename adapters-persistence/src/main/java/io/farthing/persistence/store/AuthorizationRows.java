package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.TableField;

/** Authorizations as they are read. */
final class AuthorizationRows {

    private final Work work;

    AuthorizationRows(Work work) {
        this.work = work;
    }

    SelectConditionStep<Record> where(Condition condition) {
        return work.toRead()
                .select(AUTHORIZATIONS.fields())
                .select(USERS.OPEN_ID, APPS.APP_ID)
                .from(AUTHORIZATIONS)
                .join(USERS)
                .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                .join(APPS)
                .on(APPS.ID.eq(AUTHORIZATIONS.APP))
                .where(condition);
    }

    /** The first {@code limit} authorizations behind a number, in the order of their numbers. */
    List<Authorization> after(long id, int limit) {
        return where(AUTHORIZATIONS.ID.gt(id))
                .orderBy(AUTHORIZATIONS.ID)
                .limit(limit)
                .fetch(AuthorizationRows::read);
    }

    static Authorization read(Record row) {
        return new Authorization(
                new AuthorizationId(row.get(AUTHORIZATIONS.ID)),
                new UserOpenId(row.get(USERS.OPEN_ID)),
                new AppId(row.get(APPS.APP_ID)),
                new SpendingLimits(
                        satoshis(row, AUTHORIZATIONS.SINGLE_LIMIT), satoshis(row, AUTHORIZATIONS.CUMULATIVE_LIMIT)),
                new Usage(satoshis(row, AUTHORIZATIONS.SPENT), satoshis(row, AUTHORIZATIONS.RESERVED)),
                Codes.standing(row.get(AUTHORIZATIONS.STANDING)),
                Instant.ofEpochMilli(row.get(AUTHORIZATIONS.APPROVED_AT_MS)));
    }

    private static Satoshis satoshis(Record row, TableField<?, Long> amount) {
        return Satoshis.of(row.get(amount));
    }
}
