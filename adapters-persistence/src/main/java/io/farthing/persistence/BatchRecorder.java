package io.farthing.persistence;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what was decided about a locked batch: one statement a table. */
final class BatchRecorder {

    /** A row of the payments, with its place in the chain. */
    private record Row(Payment payment, PaymentChain before) {}

    private final Work work;
    private final LockedBatch batch;
    private final Map<AuthorizationId, PaymentChain> chains = new HashMap<>();

    BatchRecorder(Work work, LockedBatch batch) {
        this.work = work;
        this.batch = batch;
    }

    void record(BatchOutcome outcome) {
        insertPayments(outcome.accepted());
        insertCredits(outcome.accepted());
        updateAuthorizations(outcome.authorizations());
        updateWallets(outcome.wallets());
    }

    private void insertPayments(List<Payment> payments) {
        List<Row> rows = new ArrayList<>(payments.size());
        for (Payment payment : payments) {
            PaymentChain before = chain(payment.authorization());
            rows.add(new Row(payment, before));
            chains.put(payment.authorization(), before.plus(payment.id()));
        }
        work.change(
                work.statements().insertPayments,
                rows.size(),
                numbers(rows, row -> row.payment().id().value()),
                Column.keys(rows.stream()
                        .map(row -> OrderKeys.digest(row.payment().order().key()))
                        .toList()),
                numbers(rows, row -> row.payment().authorization().value()),
                numbers(rows, row -> row.before().last()),
                numbers(rows, row -> row.before().highest()),
                numbers(rows, row -> (long) Codes.of(row.payment().status())),
                numbers(rows, row -> row.payment().order().amount().value()),
                numbers(rows, row -> row.payment().acceptedAt().toEpochMilli()),
                texts(rows, row -> row.payment().order().number().value()),
                texts(rows, row -> row.payment().order().item().value()),
                bytes(rows, row -> RecipientsCodec.encode(row.payment().order().recipients())),
                bytes(rows, row -> script(row.payment().order().opReturn())));
    }

    private void insertCredits(List<Payment> payments) {
        Map<Address, UserOpenId> owners = new HashMap<>();
        batch.wallets().forEach(wallet -> owners.put(wallet.address(), wallet.owner()));
        List<Long> users = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        List<Long> amounts = new ArrayList<>();
        for (Payment payment : payments) {
            credits(payment, owners).forEach((user, amount) -> {
                users.add(user);
                ids.add(payment.id().value());
                amounts.add(amount);
            });
        }
        if (!users.isEmpty()) {
            work.change(
                    work.statements().insertCredits,
                    users.size(),
                    Column.numbers(users),
                    Column.numbers(ids),
                    Column.numbers(amounts));
        }
    }

    // What others get from a payment; an address may occur in it more than once.
    private Map<Long, Long> credits(Payment payment, Map<Address, UserOpenId> owners) {
        Map<Long, Long> credits = new TreeMap<>();
        for (Recipient recipient : payment.order().recipients().list()) {
            UserOpenId owner = owners.get(recipient.address());
            if (owner != null && !owner.equals(payment.order().user())) {
                credits.merge(batch.userId(owner), recipient.amount().value(), Long::sum);
            }
        }
        return credits;
    }

    private void updateAuthorizations(List<Authorization> changed) {
        work.change(
                work.statements().updateAuthorizations,
                changed.size(),
                numbers(changed, authorization -> authorization.id().value()),
                numbers(changed, authorization -> authorization.usage().spent().value()),
                numbers(
                        changed,
                        authorization -> authorization.usage().reserved().value()),
                numbers(changed, authorization -> chain(authorization.id()).last()),
                numbers(changed, authorization -> chain(authorization.id()).highest()));
    }

    private void updateWallets(List<Wallet> changed) {
        work.change(
                work.statements().updateWallets,
                changed.size(),
                numbers(changed, wallet -> batch.userId(wallet.owner())),
                numbers(changed, wallet -> wallet.balance().value()));
    }

    private PaymentChain chain(AuthorizationId authorization) {
        return chains.computeIfAbsent(authorization, batch::chain);
    }

    private static byte @Nullable [] script(OpReturn opReturn) {
        return opReturn.isNone() ? null : opReturn.script();
    }

    private static <T> Column numbers(List<T> rows, Function<T, @Nullable Long> value) {
        List<@Nullable Long> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        return Column.numbers(values);
    }

    private static <T> Column texts(List<T> rows, Function<T, String> value) {
        return Column.texts(rows.stream().map(value).toList());
    }

    private static <T> Column bytes(List<T> rows, Function<T, byte @Nullable []> value) {
        List<byte @Nullable []> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        return Column.bytes(values);
    }
}
