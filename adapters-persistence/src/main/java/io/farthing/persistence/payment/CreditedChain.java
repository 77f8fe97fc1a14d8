package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;

import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.CreditChain;
import io.farthing.persistence.codec.CreditsCodec;
import io.farthing.persistence.payment.ChainWalk.Step;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.List;

/** The payments credited to a user's wallet: one chain, if there are any. */
final class CreditedChain implements ChainWalk.Chains {

    private final PaymentWork work;
    private final UserOpenId user;
    private long userId;

    CreditedChain(PaymentWork work, UserOpenId user) {
        this.work = work;
        this.user = user;
    }

    @Override
    public List<Step> ends() {
        return work.toRead()
                .select(WALLETS.USER_ID, WALLETS.LAST_CREDIT_ID)
                .from(WALLETS)
                .join(USERS)
                .on(USERS.ID.eq(WALLETS.USER_ID))
                .where(USERS.OPEN_ID.eq(user.value()))
                .and(WALLETS.LAST_CREDIT_ID.isNotNull())
                .fetch(row -> {
                    userId = row.value1();
                    return new Step(row.value2(), Long.MAX_VALUE, true);
                });
    }

    /** One, or the start of a stretch: a database cannot look into what a payment keeps about its credits. */
    @Override
    public List<Step> before(List<Long> payments, long number) {
        List<Step> steps = new ArrayList<>();
        work.query(
                work.statements().credits,
                row -> {
                    CreditChain before = CreditsCodec.decode(row.getBytes(2)).getOrDefault(userId, CreditChain.NONE);
                    long next = before.nextBelow(number);
                    if (next != 0) {
                        steps.add(new Step(next, before.highest(), true));
                    }
                },
                Column.numbers(payments));
        return steps;
    }
}
