package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Parties;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.payment.KnownParties.Consent;
import io.farthing.persistence.payment.KnownStates.Drawn;
import io.farthing.persistence.sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that a batch of orders touches, as it was read or is remembered, and what has to be known to record it.
 *
 * <p>While nobody else is at work on the same rows, {@link BatchRecorder} writes only over what is known of them. After
 * conflicts they are locked: authorizations, then wallets, each in the order of their numbers. See {@link Reading}.
 */
final class LoadedBatch {

    private final PaymentWork work;
    private final KnownParties known;
    private final Reading reading;
    private final LoadedWallets wallets;
    private final Map<AuthorizationId, PaymentChain> chains = new HashMap<>();
    private final Map<AuthorizationId, Authorization> authorizations = new HashMap<>();
    private final Map<OrderKey, PaymentId> recorded;
    private final List<PendingPayment> pending;

    /**
     * Loads.
     *
     * @param concluded the payments that something was found out about
     */
    LoadedBatch(PaymentWork work, List<Attempt> attempts, Collection<PaymentId> concluded) {
        this.work = work;
        this.known = work.knownParties();
        Reading next = work.nextReading();
        this.reading = concluded.isEmpty() ? next : next.orSurer(Reading.READ);
        this.wallets = new LoadedWallets(work, reading);
        if (!attempts.isEmpty()) {
            work.orderNumbers().prepare();
        }
        List<Long> ids = concluded.stream().map(PaymentId::value).toList();
        loadAuthorizations(attempts, ids.isEmpty() ? Map.of() : reservedUnder(ids));
        pending = ids.isEmpty() ? List.of() : loadPending(ids);
        wallets.wantRecipients(attempts);
        wallets.load();
        // Last, because a payment of this order number may be committed while the others' locks are waited for. If they
        // show it and it were not seen here, the order would be declined for what it took itself.
        recorded = attempts.isEmpty() || (isRemembered() && work.orderNumbers().isRefusedWhenTaken())
                ? Map.of()
                : work.orderNumbers().taken(attempts);
    }

    Touched touched() {
        return new Touched(recorded, wallets.all(), List.copyOf(authorizations.values()), pending);
    }

    /** Whether some of this may be out of date. */
    boolean isRemembered() {
        return reading == Reading.REMEMBERED;
    }

    /** The payments drawn under an authorization until now. */
    PaymentChain chain(AuthorizationId authorization) {
        return required(chains, authorization);
    }

    /** An authorization as it was read. */
    Authorization authorization(AuthorizationId id) {
        return required(authorizations, id);
    }

    /** What the status of each payment was that something was found out about. */
    Map<PaymentId, PaymentStatus> statuses() {
        return pending.stream().map(PendingPayment::payment).collect(Collectors.toMap(Payment::id, Payment::status));
    }

    /** The wallets of those who pay and are paid. */
    LoadedWallets wallets() {
        return wallets;
    }

    // What is known may be out of date, and while a lock is waited for, the authorization may end and another take its
    // place: then that one is the active one. Every turn means that somebody else has got on, so there are few.
    private void loadAuthorizations(List<Attempt> attempts, Map<Long, Parties> reservedUnder) {
        Set<Parties> asked = new LinkedHashSet<>();
        attempts.forEach(attempt -> asked.add(attempt.order().parties()));
        Map<Long, Parties> active;
        do {
            authorizations.clear();
            active = findActive(asked);
            load(active, reservedUnder);
        } while (hasEnded(active));
    }

    private boolean hasEnded(Map<Long, Parties> active) {
        boolean found = false;
        for (Map.Entry<Long, Parties> each : active.entrySet()) {
            Authorization authorization = authorizations.get(new AuthorizationId(each.getKey()));
            if (authorization == null || !authorization.isActive()) {
                known.forget(each.getValue());
                found = true;
            }
        }
        return found;
    }

    // Under which authorization a payment was accepted never changes.
    private Map<Long, Parties> reservedUnder(List<Long> ids) {
        Map<Long, Parties> found = new TreeMap<>();
        new PaymentRows(work)
                .where(PAYMENTS.ID.in(ids))
                .forEach(row -> found.put(
                        row.get(PAYMENTS.AUTHORIZATION_ID),
                        new Parties(new UserOpenId(row.get(USERS.OPEN_ID)), new AppId(row.get(APPS.APP_ID)))));
        return found;
    }

    // Read after their authorizations: whoever concludes one in between has changed its authorization, too, over which
    // nothing can be written then; and one that is read as concluded changes nothing.
    private List<PendingPayment> loadPending(List<Long> ids) {
        return new PaymentRows(work).withPending(PAYMENTS.ID.in(ids)).fetch(PaymentRows::readPending);
    }

    private Map<Long, Parties> findActive(Set<Parties> asked) {
        Map<Long, Parties> active = new TreeMap<>();
        List<Parties> unknown = new ArrayList<>();
        for (Parties parties : asked) {
            Consent consent = known.consent(parties);
            if (consent == null) {
                unknown.add(parties);
            } else {
                wallets.want(parties.user(), consent.userId());
                active.put(consent.authorizationId(), parties);
            }
        }
        if (!unknown.isEmpty()) {
            active.putAll(findUnknown(unknown));
        }
        return active;
    }

    private Map<Long, Parties> findUnknown(List<Parties> unknown) {
        Map<Long, Parties> active = new HashMap<>();
        Map<String, Parties> byText = new HashMap<>();
        unknown.forEach(
                parties -> byText.put(text(parties.user().value(), parties.app().value()), parties));
        work.query(
                work.statements().parties,
                row -> {
                    Parties parties = required(byText, text(row.getString(1), row.getString(2)));
                    long userId = row.getLong(3);
                    wallets.want(parties.user(), userId);
                    long authorization = row.getLong(4);
                    if (!row.wasNull()) {
                        active.put(authorization, parties);
                        known.remember(parties, new Consent(userId, authorization));
                    }
                },
                Column.texts(unknown, parties -> parties.user().value()),
                Column.texts(unknown, parties -> parties.app().value()));
        return active;
    }

    // No open id has a control character.
    private static String text(String user, String app) {
        return user + '\0' + app;
    }

    private void load(Map<Long, Parties> active, Map<Long, Parties> reservedUnder) {
        if (reservedUnder.isEmpty()) {
            load(
                    isLocking() ? work.statements().lockAuthorizations : work.statements().readAuthorizations,
                    isRemembered() ? recall(active) : active);
        } else {
            Map<Long, Parties> all = new TreeMap<>(reservedUnder);
            all.putAll(active);
            load(isLocking() ? work.statements().lockAnyAuthorizations : work.statements().readAnyAuthorizations, all);
        }
    }

    /** Takes from memory what is there, and says what is not. */
    private Map<Long, Parties> recall(Map<Long, Parties> wanted) {
        Map<Long, Parties> unknown = new TreeMap<>();
        wanted.forEach((number, parties) -> {
            Drawn drawn = work.knownStates().authorization(number);
            if (drawn == null) {
                unknown.put(number, parties);
            } else {
                put(drawn);
            }
        });
        return unknown;
    }

    private void put(Drawn drawn) {
        AuthorizationId id = drawn.authorization().id();
        authorizations.put(id, drawn.authorization());
        chains.put(id, drawn.chain());
    }

    private boolean isLocking() {
        return reading == Reading.LOCKED;
    }

    private void load(String statement, Map<Long, Parties> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        work.query(
                statement,
                row -> put(new Drawn(
                        authorization(row, required(wanted, row.getLong(1))),
                        new PaymentChain(row.getObject(7, Long.class), row.getObject(8, Long.class)))),
                Column.numbers(wanted.keySet()));
    }

    private static Authorization authorization(ResultSet row, Parties parties) throws SQLException {
        return new Authorization(
                new AuthorizationId(row.getLong(1)),
                parties.user(),
                parties.app(),
                new SpendingLimits(Satoshis.of(row.getLong(2)), Satoshis.of(row.getLong(3))),
                new Usage(Satoshis.of(row.getLong(4)), Satoshis.of(row.getLong(5))),
                Codes.standing(row.getShort(9)),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("the batch did not load " + key);
        }
        return value;
    }
}
