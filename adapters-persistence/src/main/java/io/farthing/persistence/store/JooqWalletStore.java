package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.FUNDINGS;
import static io.farthing.persistence.jooq.Tables.FUNDING_LOCK;
import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.farthing.application.port.out.WalletStore;
import io.farthing.domain.address.Address;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.jooq.tables.records.WalletsRecord;
import io.farthing.persistence.work.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;

/** Wallets in a database. */
final class JooqWalletStore implements WalletStore {

    private final Work work;

    JooqWalletStore(Work work) {
        this.work = work;
    }

    @Override
    public Optional<Wallet> find(UserOpenId user) {
        return work.toRead().selectFrom(WALLETS).where(of(user)).fetchOptional(row -> read(user, row));
    }

    @Override
    public Optional<Wallet> lock(UserOpenId user) {
        return work.toRead().selectFrom(WALLETS).where(of(user)).forUpdate().fetchOptional(row -> read(user, row));
    }

    // The row is the lock. No funding would do: at first there is none, and the lowest number may be committed last.
    // The sum is a statement of its own, which sees what those who had the lock before have committed.
    @Override
    public Satoshis lockTotal() {
        work.toRead().select(FUNDING_LOCK.ID).from(FUNDING_LOCK).forUpdate().fetchSingle();
        BigDecimal total = work.toRead()
                .select(coalesce(sum(WALLETS.BALANCE), inline(BigDecimal.ZERO)))
                .from(WALLETS)
                .fetchSingle()
                .value1();
        return Satoshis.of(total.min(BigDecimal.valueOf(Satoshis.MAX.value())).longValueExact());
    }

    @Override
    public Optional<Funding> funding(FundingReference reference) {
        return work.toRead()
                .select(USERS.OPEN_ID, FUNDINGS.AMOUNT, FUNDINGS.AT_MS)
                .from(FUNDINGS)
                .join(USERS)
                .on(USERS.ID.eq(FUNDINGS.USER_ID))
                .where(FUNDINGS.REFERENCE.eq(reference.value()))
                .fetchOptional(row -> new Funding(
                        reference,
                        new UserOpenId(row.value1()),
                        Satoshis.of(row.value2()),
                        Instant.ofEpochMilli(row.value3())));
    }

    @Override
    public void record(Funding funding, Wallet funded) {
        long user = work.userId(funding.user());
        work.toWrite()
                .insertInto(FUNDINGS)
                .set(FUNDINGS.REFERENCE, funding.reference().value())
                .set(FUNDINGS.USER_ID, user)
                .set(FUNDINGS.AMOUNT, funding.amount().value())
                .set(FUNDINGS.AT_MS, funding.at().toEpochMilli())
                .execute();
        int changed = work.toWrite()
                .update(WALLETS)
                .set(WALLETS.BALANCE, funded.balance().value())
                .where(of(funded.owner()))
                .execute();
        if (changed == 0) {
            throw new IllegalStateException("there is no wallet of " + funded.owner());
        }
    }

    private static Condition of(UserOpenId user) {
        return WALLETS.USER_ID.eq(select(USERS.ID).from(USERS).where(USERS.OPEN_ID.eq(user.value())));
    }

    private static Wallet read(UserOpenId user, WalletsRecord row) {
        return new Wallet(user, Address.ofPayload(row.getAddress()), Satoshis.of(row.getBalance()));
    }
}
