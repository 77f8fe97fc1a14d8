package io.farthing.persistence;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Everything that a batch of orders touches, locked; and what has to be known to record it. */
final class LockedBatch {

    /** Whom an authorization is from and to. */
    private record Parties(UserOpenId user, AppId app) {}

    private final Work work;
    private final Map<UserOpenId, Long> userIds = new HashMap<>();
    private final Map<Long, UserOpenId> openIds = new TreeMap<>();
    private final Map<AuthorizationId, PaymentChain> chains = new HashMap<>();
    private final List<Authorization> authorizations = new ArrayList<>();
    private final List<Wallet> wallets = new ArrayList<>();
    private final Map<OrderKey, PaymentId> recorded = new HashMap<>();

    /** Loads and locks: authorizations, then wallets, each in the order of their numbers. */
    LockedBatch(Work work, List<Attempt> attempts) {
        this.work = work;
        List<PaymentOrder> orders = attempts.stream().map(Attempt::order).toList();
        lockAuthorizations(orders);
        findOwners(orders);
        lockWallets();
        findRecorded(orders);
    }

    Touched touched() {
        return new Touched(recorded, wallets, authorizations);
    }

    /** The payments drawn under an authorization until now. */
    PaymentChain chain(AuthorizationId authorization) {
        PaymentChain chain = chains.get(authorization);
        if (chain == null) {
            throw new IllegalStateException("the batch did not lock authorization " + authorization);
        }
        return chain;
    }

    /** The number of a user whose wallet is locked. */
    long userId(UserOpenId user) {
        Long id = userIds.get(user);
        if (id == null) {
            throw new IllegalStateException("the batch did not lock the wallet of " + user);
        }
        return id;
    }

    List<Wallet> wallets() {
        return wallets;
    }

    // While a lock is waited for, the authorization may end and another take its place: then that one is the active
    // one. Every turn means that somebody else has got on, so there are few.
    private void lockAuthorizations(List<PaymentOrder> orders) {
        Map<Long, Parties> active;
        do {
            authorizations.clear();
            active = findActive(orders);
            lock(active);
        } while (authorizations.size() < active.size());
    }

    private Map<Long, Parties> findActive(List<PaymentOrder> orders) {
        Set<Parties> asked = new LinkedHashSet<>();
        orders.forEach(order -> asked.add(new Parties(order.user(), order.app())));
        Map<Long, Parties> active = new TreeMap<>();
        work.query(
                work.statements().parties,
                row -> {
                    Parties parties = new Parties(new UserOpenId(row.getString(1)), new AppId(row.getString(2)));
                    remember(parties.user(), row.getLong(3));
                    long authorization = row.getLong(4);
                    if (!row.wasNull()) {
                        active.put(authorization, parties);
                    }
                },
                Column.texts(
                        asked.stream().map(parties -> parties.user().value()).toList()),
                Column.texts(
                        asked.stream().map(parties -> parties.app().value()).toList()));
        return active;
    }

    private void lock(Map<Long, Parties> active) {
        work.query(
                work.statements().lockAuthorizations,
                row -> {
                    Parties parties = active.get(row.getLong(1));
                    if (parties != null) {
                        Authorization authorization = authorization(row, parties);
                        authorizations.add(authorization);
                        chains.put(
                                authorization.id(),
                                new PaymentChain(row.getObject(7, Long.class), row.getObject(8, Long.class)));
                    }
                },
                Column.numbers(active.keySet()));
    }

    private static Authorization authorization(ResultSet row, Parties parties) throws SQLException {
        return new Authorization(
                new AuthorizationId(row.getLong(1)),
                parties.user(),
                parties.app(),
                new SpendingLimits(Satoshis.of(row.getLong(2)), Satoshis.of(row.getLong(3))),
                new Usage(Satoshis.of(row.getLong(4)), Satoshis.of(row.getLong(5))),
                Standing.ACTIVE,
                Instant.ofEpochMilli(row.getLong(6)));
    }

    private void findOwners(List<PaymentOrder> orders) {
        Set<Address> addresses = new LinkedHashSet<>();
        for (PaymentOrder order : orders) {
            for (Recipient recipient : order.recipients().list()) {
                addresses.add(recipient.address());
            }
        }
        work.query(
                work.statements().owners,
                row -> remember(new UserOpenId(row.getString(2)), row.getLong(1)),
                Column.bytes(addresses.stream().map(Address::payload).toList()));
    }

    private void remember(UserOpenId user, long id) {
        userIds.put(user, id);
        openIds.put(id, user);
    }

    private void lockWallets() {
        work.query(
                work.statements().lockWallets,
                row -> {
                    UserOpenId owner = openIds.get(row.getLong(1));
                    if (owner != null) {
                        wallets.add(new Wallet(owner, Address.ofPayload(row.getBytes(2)), Satoshis.of(row.getLong(3))));
                    }
                },
                Column.numbers(new TreeSet<>(openIds.keySet())));
    }

    private void findRecorded(List<PaymentOrder> orders) {
        Map<UUID, OrderKey> keys = new HashMap<>();
        orders.forEach(order -> keys.put(OrderKeys.digest(order.key()), order.key()));
        work.query(
                work.statements().recorded,
                row -> {
                    OrderKey key = keys.get(row.getObject(1, UUID.class));
                    if (key != null) {
                        recorded.put(key, new PaymentId(row.getLong(2)));
                    }
                },
                Column.keys(keys.keySet()));
    }
}
