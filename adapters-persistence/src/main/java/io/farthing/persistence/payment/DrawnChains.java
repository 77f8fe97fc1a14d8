package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.payment.ChainWalk.Step;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.List;

/** The payments drawn from a user: a chain for each authorization that has any. */
final class DrawnChains implements ChainWalk.Chains {

    private final PaymentWork work;
    private final UserOpenId user;

    DrawnChains(PaymentWork work, UserOpenId user) {
        this.work = work;
        this.user = user;
    }

    @Override
    public List<Step> ends() {
        return work.toRead()
                .select(AUTHORIZATIONS.LAST_PAYMENT_ID, AUTHORIZATIONS.HIGHEST_PAYMENT_ID)
                .from(AUTHORIZATIONS)
                .join(USERS)
                .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                .where(USERS.OPEN_ID.eq(user.value()))
                .and(AUTHORIZATIONS.LAST_PAYMENT_ID.isNotNull())
                .fetch(row -> new Step(row.value1(), row.value2(), true));
    }

    /** Up to {@link Statements#STEPS} of each chain; none is left out. */
    @Override
    public List<Step> before(List<Long> payments, long number) {
        List<Step> steps = new ArrayList<>();
        work.query(
                work.statements().earlier,
                row -> steps.add(new Step(row.getLong(1), row.getLong(2), row.getInt(3) == Statements.STEPS)),
                Column.numbers(payments));
        return steps;
    }
}
