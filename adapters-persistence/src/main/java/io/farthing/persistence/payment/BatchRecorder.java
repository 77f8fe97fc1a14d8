package io.farthing.persistence.payment;

import static java.util.Comparator.comparingLong;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.codec.CreditChain;
import io.farthing.persistence.codec.CreditsCodec;
import io.farthing.persistence.codec.RecipientsCodec;
import io.farthing.persistence.payment.KnownStates.Drawn;
import io.farthing.persistence.payment.KnownStates.Held;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes what was decided about a batch: one statement a table. */
final class BatchRecorder {

    /**
     * A row of the payments, with its places in the chains.
     *
     * @param before those drawn earlier under its authorization
     * @param credits those credited earlier to the wallets that it credits, by the numbers of their owners
     */
    private record Row(Payment payment, PaymentChain before, SortedMap<Long, CreditChain> credits) {}

    private final PaymentWork work;
    private final LoadedBatch batch;
    private final OutcomeRecorder outcomes;
    private final Map<AuthorizationId, PaymentChain> chains = new HashMap<>();
    private final Map<UserOpenId, CreditChain> credits = new HashMap<>();

    BatchRecorder(PaymentWork work, LoadedBatch batch) {
        this.work = work;
        this.batch = batch;
        this.outcomes = new OutcomeRecorder(work, batch);
    }

    // In the order of their numbers, as those lock who lock: servers that are at work on the same rows wait for each
    // other in one direction only.
    void record(BatchOutcome outcome) {
        List<Row> rows = chained(outcome.accepted());
        updateAuthorizations(outcome.authorizations().stream()
                .sorted(comparingLong(authorization -> authorization.id().value()))
                .toList());
        outcomes.record(outcome.changed());
        work.afterCommit(() -> remember(outcome));
        if (rows.isEmpty()) {
            return;
        }
        updateWallets(outcome.wallets().stream()
                .sorted(comparingLong(wallet -> batch.wallets().userId(wallet.owner())))
                .toList());
        insertPayments(rows);
        outcomes.insertPending(outcome.accepted());
        work.orderNumbers().added(outcome.accepted());
    }

    private void remember(BatchOutcome outcome) {
        Map<Long, Drawn> authorizations = new HashMap<>();
        outcome.authorizations()
                .forEach(authorization -> authorizations.put(
                        authorization.id().value(), new Drawn(authorization, chain(authorization.id()))));
        Map<Long, Held> wallets = new HashMap<>();
        outcome.wallets()
                .forEach(wallet ->
                        wallets.put(batch.wallets().userId(wallet.owner()), new Held(wallet, credits(wallet.owner()))));
        work.knownStates().remember(authorizations, wallets);
    }

    private List<Row> chained(List<Payment> payments) {
        Map<Address, UserOpenId> owners = new HashMap<>();
        batch.wallets().all().forEach(wallet -> owners.put(wallet.address(), wallet.owner()));
        List<Row> rows = new ArrayList<>(payments.size());
        for (Payment payment : payments) {
            PaymentChain before = chain(payment.authorization());
            rows.add(new Row(payment, before, credited(payment, owners)));
            chains.put(payment.authorization(), before.plus(payment.id()));
        }
        return rows;
    }

    private void insertPayments(List<Row> rows) {
        work.change(
                work.statements().insertPayments,
                rows.size(),
                Column.numbers(rows, row -> row.payment().id().value()),
                Column.texts(rows, row -> row.payment().order().number().value()),
                Column.texts(rows, row -> row.payment().order().item().value()),
                Column.bytes(
                        rows,
                        row -> RecipientsCodec.encode(row.payment().order().recipients())),
                Column.bytes(rows, row -> script(row.payment().order().opReturn())),
                Column.bytes(rows, row -> CreditsCodec.encode(row.credits())),
                Column.keys(
                        rows,
                        row -> work.orderNumbers().digest(row.payment().order().key())),
                Column.numbers(rows, row -> row.payment().authorization().value()),
                Column.numbers(rows, row -> row.before().last()),
                Column.numbers(rows, row -> row.before().highest()),
                Column.numbers(rows, row -> (long)
                        Codes.of(row.payment().settlement(), row.payment().status())),
                Column.numbers(rows, row -> row.payment().order().amount().value()),
                Column.numbers(rows, row -> row.payment().acceptedAt().toEpochMilli()));
    }

    // Who else gets something of a payment; an address may occur in it more than once.
    private SortedMap<Long, CreditChain> credited(Payment payment, Map<Address, UserOpenId> owners) {
        SortedMap<Long, CreditChain> before = new TreeMap<>();
        if (payment.settlement() == Settlement.GATEWAY) {
            return before; // Its money moves elsewhere, whoever owns the address.
        }
        for (Recipient recipient : payment.order().recipients().list()) {
            UserOpenId owner = owners.get(recipient.address());
            if (owner != null
                    && !owner.equals(payment.order().user())
                    && before.putIfAbsent(batch.wallets().userId(owner), credits(owner)) == null) {
                credits.put(owner, credits(owner).plus(payment.id()));
            }
        }
        return before;
    }

    private void updateAuthorizations(List<Authorization> changed) {
        List<Authorization> active =
                changed.stream().filter(Authorization::isActive).toList();
        updateAuthorizations(work.statements().updateAuthorizations, active);
        if (active.size() < changed.size()) {
            updateAuthorizations(
                    work.statements().updateEndedAuthorizations,
                    changed.stream()
                            .filter(authorization -> !authorization.isActive())
                            .toList());
        }
    }

    private void updateAuthorizations(String statement, List<Authorization> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<Authorization> was = changed.stream()
                .map(now -> batch.authorizations().authorization(now.id()))
                .toList();
        work.changeAsRead(
                statement,
                changed.size(),
                Column.numbers(was, authorization -> authorization.id().value()),
                Column.numbers(
                        was, authorization -> authorization.limits().single().value()),
                Column.numbers(
                        was,
                        authorization -> authorization.limits().cumulative().value()),
                Column.numbers(
                        was, authorization -> authorization.usage().spent().value()),
                Column.numbers(
                        was, authorization -> authorization.usage().reserved().value()),
                Column.numbers(
                        was,
                        authorization ->
                                batch.authorizations().chain(authorization.id()).last()),
                Column.numbers(
                        changed, authorization -> authorization.usage().spent().value()),
                Column.numbers(
                        changed,
                        authorization -> authorization.usage().reserved().value()),
                Column.numbers(
                        changed, authorization -> chain(authorization.id()).last()),
                Column.numbers(
                        changed, authorization -> chain(authorization.id()).highest()));
    }

    private void updateWallets(List<Wallet> changed) {
        if (changed.isEmpty()) {
            return;
        }
        work.changeAsRead(
                work.statements().updateWallets,
                changed.size(),
                Column.numbers(changed, wallet -> batch.wallets().userId(wallet.owner())),
                Column.numbers(
                        changed,
                        wallet ->
                                batch.wallets().wallet(wallet.owner()).balance().value()),
                Column.numbers(changed, wallet -> lastOf(batch.wallets().credits(wallet.owner()))),
                Column.numbers(changed, wallet -> wallet.balance().value()),
                Column.numbers(changed, wallet -> lastOf(credits(wallet.owner()))));
    }

    private PaymentChain chain(AuthorizationId authorization) {
        return chains.computeIfAbsent(authorization, batch.authorizations()::chain);
    }

    private CreditChain credits(UserOpenId owner) {
        return credits.computeIfAbsent(owner, batch.wallets()::credits);
    }

    private static @Nullable Long lastOf(CreditChain chain) {
        return chain.isEmpty() ? null : chain.last();
    }

    private static byte @Nullable [] script(OpReturn opReturn) {
        return opReturn.isNone() ? null : opReturn.script();
    }
}
