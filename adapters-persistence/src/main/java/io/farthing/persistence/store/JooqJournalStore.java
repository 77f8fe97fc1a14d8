package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.FUNDINGS;
import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;

import io.farthing.application.port.out.JournalStore;
import io.farthing.domain.address.Address;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jooq.Record;

/** The books in a database, read in chunks along their keys. */
final class JooqJournalStore implements JournalStore {

    private static final int CHUNK_SIZE = 1000;

    private final Work work;

    JooqJournalStore(Work work) {
        this.work = work;
    }

    @Override
    public void eachWallet(Consumer<Wallet> consumer) {
        each(this::walletsAfter, row -> row.get(WALLETS.USER_ID), row -> consumer.accept(wallet(row)));
    }

    @Override
    public void eachAuthorization(Consumer<Authorization> consumer) {
        AuthorizationRows authorizations = new AuthorizationRows(work);
        each(id -> authorizations.after(id, CHUNK_SIZE), found -> found.id().value(), consumer);
    }

    @Override
    public void eachFunding(Consumer<Funding> consumer) {
        each(this::fundingsAfter, row -> row.get(FUNDINGS.ID), row -> consumer.accept(funding(row)));
    }

    @Override
    public void eachPayment(Consumer<Payment> payments, Consumer<Discrepancy> wrong) {
        new PaymentScan(work, payments, wrong).run();
    }

    @Override
    public long paymentCount() {
        return work.paymentCount();
    }

    private static <T> void each(LongFunction<List<T>> after, ToLongFunction<T> id, Consumer<T> consumer) {
        List<T> chunk = after.apply(0);
        while (!chunk.isEmpty()) {
            chunk.forEach(consumer);
            chunk = after.apply(id.applyAsLong(chunk.get(chunk.size() - 1)));
        }
    }

    private List<? extends Record> walletsAfter(long id) {
        return work.toRead()
                .select(WALLETS.USER_ID, USERS.OPEN_ID, WALLETS.ADDRESS, WALLETS.BALANCE)
                .from(WALLETS)
                .join(USERS)
                .on(USERS.ID.eq(WALLETS.USER_ID))
                .where(WALLETS.USER_ID.gt(id))
                .orderBy(WALLETS.USER_ID)
                .limit(CHUNK_SIZE)
                .fetch();
    }

    private static Wallet wallet(Record row) {
        return new Wallet(
                new UserOpenId(row.get(USERS.OPEN_ID)),
                Address.ofPayload(row.get(WALLETS.ADDRESS)),
                Satoshis.of(row.get(WALLETS.BALANCE)));
    }

    private List<? extends Record> fundingsAfter(long id) {
        return work.toRead()
                .select(FUNDINGS.ID, FUNDINGS.REFERENCE, USERS.OPEN_ID, FUNDINGS.AMOUNT, FUNDINGS.AT_MS)
                .from(FUNDINGS)
                .join(USERS)
                .on(USERS.ID.eq(FUNDINGS.USER_ID))
                .where(FUNDINGS.ID.gt(id))
                .orderBy(FUNDINGS.ID)
                .limit(CHUNK_SIZE)
                .fetch();
    }

    private static Funding funding(Record row) {
        return new Funding(
                new FundingReference(row.get(FUNDINGS.REFERENCE)),
                new UserOpenId(row.get(USERS.OPEN_ID)),
                Satoshis.of(row.get(FUNDINGS.AMOUNT)),
                Instant.ofEpochMilli(row.get(FUNDINGS.AT_MS)));
    }
}
