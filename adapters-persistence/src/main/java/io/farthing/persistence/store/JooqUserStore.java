package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;

import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.UserStore;
import io.farthing.domain.address.Address;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.jooq.tables.records.UsersRecord;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Users in a database. */
final class JooqUserStore implements UserStore {

    private final Work work;

    JooqUserStore(Work work) {
        this.work = work;
    }

    @Override
    public boolean add(User user, Optional<PasswordHash> password, Wallet wallet) {
        if (find(user.name()).isPresent()) {
            return false;
        }
        if (find(user.openId()).isPresent()) {
            throw new IllegalStateException(user.openId() + " is there already");
        }
        if (isTaken(wallet.address())) {
            return false;
        }
        long id = work.toWrite()
                .insertInto(USERS)
                .set(USERS.OPEN_ID, user.openId().value())
                .set(USERS.NAME, user.name().value())
                .set(USERS.NAME_KEY, user.name().key())
                .set(USERS.PASSWORD_HASH, password.map(PasswordHash::encoded).orElse(null))
                .set(USERS.CREATED_AT_MS, user.createdAt().toEpochMilli())
                .returningResult(USERS.ID)
                .fetchSingle()
                .value1();
        work.toWrite()
                .insertInto(WALLETS)
                .set(WALLETS.USER_ID, id)
                .set(WALLETS.ADDRESS, wallet.address().payload())
                .set(WALLETS.BALANCE, wallet.balance().value())
                .execute();
        return true;
    }

    private boolean isTaken(Address address) {
        return work.toRead()
                .fetchExists(work.toRead().selectFrom(WALLETS).where(WALLETS.ADDRESS.eq(address.payload())));
    }

    @Override
    public Optional<User> find(UserOpenId openId) {
        return work.toRead()
                .selectFrom(USERS)
                .where(USERS.OPEN_ID.eq(openId.value()))
                .fetchOptional(JooqUserStore::read);
    }

    @Override
    public Optional<User> find(UserName name) {
        return work.toRead()
                .selectFrom(USERS)
                .where(USERS.NAME_KEY.eq(name.key()))
                .fetchOptional(JooqUserStore::read);
    }

    @Override
    public Optional<PasswordHash> password(UserOpenId openId) {
        return work.toRead()
                .select(USERS.PASSWORD_HASH)
                .from(USERS)
                .where(USERS.OPEN_ID.eq(openId.value()))
                .fetchOptional(USERS.PASSWORD_HASH)
                .map(PasswordHash::new);
    }

    private static User read(UsersRecord row) {
        return new User(
                new UserOpenId(row.getOpenId()),
                new UserName(row.getName()),
                Instant.ofEpochMilli(row.getCreatedAtMs()));
    }
}
