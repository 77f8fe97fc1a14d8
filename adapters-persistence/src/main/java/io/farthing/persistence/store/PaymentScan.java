package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.Discrepancy.Figure;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Parties;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.codec.RecipientsCodec;
import io.farthing.persistence.work.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Reads all payments in the order of their numbers, for which millions of them have to be quick and take little memory:
 * some at a time, without joins and so without receipts, straight from the driver. Used by one thread.
 */
final class PaymentScan {

    // Payments carry up to 100 kB each; so many of them are still a small part of the memory.
    private static final int CHUNK_SIZE = 200;

    /** How many authorizations are remembered, a few megabytes; most payments are drawn under a few of them. */
    private static final int MAX_REMEMBERED = 50_000;

    /** A payment but for what its authorization says, as it is stored: nobody has looked whether it is one. */
    private static final class Row {
        final long id;
        final long authorization;
        final short status;
        final long amount;
        final long acceptedAtMs;
        final String orderNumber;
        final String itemName;
        final byte[] recipients;
        final byte @Nullable [] opReturn;

        Row(ResultSet found) throws SQLException {
            id = found.getLong(1);
            authorization = found.getLong(2);
            status = found.getShort(3);
            amount = found.getLong(4);
            acceptedAtMs = found.getLong(5);
            orderNumber = found.getString(6);
            itemName = found.getString(7);
            recipients = found.getBytes(8);
            opReturn = found.getBytes(9);
        }
    }

    private final Work work;
    private final Consumer<Payment> payments;
    private final Consumer<Discrepancy> wrong;
    private final PendingScan pending;
    private final Map<Long, Parties> remembered = new HashMap<>();

    PaymentScan(Work work, Consumer<Payment> payments, Consumer<Discrepancy> wrong) {
        this.work = work;
        this.payments = payments;
        this.wrong = wrong;
        this.pending = new PendingScan(work, wrong);
    }

    void run() {
        List<Row> rows = after(Long.MIN_VALUE);
        while (!rows.isEmpty()) {
            remember(rows);
            for (Row row : rows) {
                pending.compare(row.id, row.status, row.amount);
                tell(row);
            }
            rows = after(rows.get(rows.size() - 1).id);
        }
        pending.end();
    }

    private void tell(Row row) {
        Parties parties = remembered.get(row.authorization);
        if (parties == null) {
            wrong(Figure.ORPHAN, row, 0);
            return;
        }
        Payment payment;
        try {
            payment = payment(row, parties);
        } catch (IllegalArgumentException | IllegalStateException damaged) {
            tellDamaged(row);
            return;
        }
        payments.accept(payment);
    }

    private void tellDamaged(Row row) {
        long sum = 0;
        try {
            sum = RecipientsCodec.decode(row.recipients).total().value();
        } catch (IllegalStateException unreadable) {
            // Then nobody knows what they get.
        }
        boolean isSumWrong = sum != 0 && sum != row.amount;
        wrong(isSumWrong ? Figure.PAYMENT_POSTINGS : Figure.UNREADABLE, row, sum);
    }

    private void wrong(Figure what, Row row, long recomputed) {
        wrong.accept(new Discrepancy(what, Long.toString(row.id), row.amount, recomputed));
    }

    private List<Row> after(long id) {
        List<Row> rows = new ArrayList<>(CHUNK_SIZE);
        try (ResultSet found = work.toRead()
                .select(
                        PAYMENTS.ID,
                        PAYMENTS.AUTHORIZATION_ID,
                        PAYMENTS.STATUS,
                        PAYMENTS.AMOUNT,
                        PAYMENTS.ACCEPTED_AT_MS,
                        PAYMENTS.ORDER_NUMBER,
                        PAYMENTS.ITEM_NAME,
                        PAYMENTS.RECIPIENTS,
                        PAYMENTS.OP_RETURN)
                .from(PAYMENTS)
                .where(PAYMENTS.ID.gt(id))
                .orderBy(PAYMENTS.ID)
                .limit(CHUNK_SIZE)
                .fetchResultSet()) {
            while (found.next()) {
                rows.add(new Row(found));
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot read", e);
        }
        return rows;
    }

    private static OpReturn opReturn(byte @Nullable [] script) {
        return script == null ? OpReturn.NONE : OpReturn.ofScript(script);
    }

    private void remember(List<Row> rows) {
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.clear();
        }
        Set<Long> missing = rows.stream()
                .map(row -> row.authorization)
                .filter(authorization -> !remembered.containsKey(authorization))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            work.toRead()
                    .select(AUTHORIZATIONS.ID, USERS.OPEN_ID, APPS.APP_ID)
                    .from(AUTHORIZATIONS)
                    .join(USERS)
                    .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                    .join(APPS)
                    .on(APPS.ID.eq(AUTHORIZATIONS.APP))
                    .where(AUTHORIZATIONS.ID.in(missing))
                    .forEach(row -> remembered.put(
                            row.value1(), new Parties(new UserOpenId(row.value2()), new AppId(row.value3()))));
        }
    }

    private static Payment payment(Row row, Parties parties) {
        PaymentOrder order = new PaymentOrder(
                parties.app(),
                parties.user(),
                new MerchantOrderNumber(row.orderNumber),
                Satoshis.of(row.amount),
                RecipientsCodec.decode(row.recipients),
                new ItemName(row.itemName),
                opReturn(row.opReturn));
        return new Payment(
                new PaymentId(row.id),
                new AuthorizationId(row.authorization),
                order,
                Codes.settlement(row.status),
                Codes.status(row.status),
                Instant.ofEpochMilli(row.acceptedAtMs),
                Receipt.NONE);
    }
}
