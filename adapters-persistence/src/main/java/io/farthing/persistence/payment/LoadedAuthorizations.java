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
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.payment.KnownParties.Consent;
import io.farthing.persistence.payment.KnownStates.Drawn;
import io.farthing.persistence.sql.Column;
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

/**
 * The authorizations that a batch of orders touches, as they were read or are remembered: the active ones of those who ask
 * for payments, and those under which the payments were accepted that something was found out about.
 */
final class LoadedAuthorizations {

    private final PaymentWork work;
    private final KnownParties known;
    private final Reading reading;
    private final LoadedWallets wallets;
    private final Map<AuthorizationId, Drawn> authorizations = new HashMap<>();

    /** None yet; the wallets of those who pay are wanted of {@code wallets}. */
    LoadedAuthorizations(PaymentWork work, Reading reading, LoadedWallets wallets) {
        this.work = work;
        this.known = work.knownParties();
        this.reading = reading;
        this.wallets = wallets;
    }

    /** An authorization as it was read. */
    Authorization authorization(AuthorizationId id) {
        return LoadedBatch.required(authorizations, id).authorization();
    }

    /** The payments drawn under an authorization until now. */
    PaymentChain chain(AuthorizationId id) {
        return LoadedBatch.required(authorizations, id).chain();
    }

    List<Authorization> all() {
        return authorizations.values().stream().map(Drawn::authorization).toList();
    }

    /**
     * Loads them, and locks them in the order of their numbers if it has to.
     *
     * @param concluded the numbers of the payments that something was found out about
     */
    void load(List<Attempt> attempts, List<Long> concluded) {
        Map<Long, Parties> reservedUnder = concluded.isEmpty() ? Map.of() : reservedUnder(concluded);
        Set<Parties> asked = new LinkedHashSet<>();
        attempts.forEach(attempt -> asked.add(attempt.order().parties()));
        Map<Long, Parties> active;
        // What is known may be out of date, and while a lock is waited for, the authorization may end and another take
        // its place: then that one is the active one. Every turn means that somebody else has got on, so there are few.
        do {
            authorizations.clear();
            active = findActive(asked);
            load(active, reservedUnder);
        } while (hasEnded(active));
    }

    private boolean hasEnded(Map<Long, Parties> active) {
        boolean found = false;
        for (Map.Entry<Long, Parties> each : active.entrySet()) {
            Drawn loaded = authorizations.get(new AuthorizationId(each.getKey()));
            if (loaded == null || !loaded.authorization().isActive()) {
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
                    Parties parties = LoadedBatch.required(byText, text(row.getString(1), row.getString(2)));
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
                    reading == Reading.REMEMBERED ? recall(active) : active);
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
        authorizations.put(drawn.authorization().id(), drawn);
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
                        authorization(row, LoadedBatch.required(wanted, row.getLong(1))),
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
}
