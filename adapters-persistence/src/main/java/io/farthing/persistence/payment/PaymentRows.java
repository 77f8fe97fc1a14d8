package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.PAYMENT_RECEIPTS;
import static io.farthing.persistence.jooq.Tables.PENDING_PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.codec.RecipientsCodec;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectSelectStep;
import org.jooq.TableLike;

/** Payments as they are read: app and user come from the authorization. */
final class PaymentRows {

    private final Work work;

    PaymentRows(Work work) {
        this.work = work;
    }

    SelectConditionStep<Record> where(Condition condition) {
        return with(work.toRead().select(PAYMENTS.fields()), PAYMENTS, condition);
    }

    /** Payments with what is remembered about those that are pending, for {@link #readPending}. */
    SelectConditionStep<Record> withPending(Condition condition) {
        return pending(PAYMENTS.leftJoin(PENDING_PAYMENTS).on(PENDING_PAYMENTS.PAYMENT_ID.eq(PAYMENTS.ID)), condition);
    }

    /** The same for pending payments only, which are found without a look at the others. */
    SelectConditionStep<Record> onlyPending(Condition condition) {
        return pending(PENDING_PAYMENTS.join(PAYMENTS).on(PAYMENTS.ID.eq(PENDING_PAYMENTS.PAYMENT_ID)), condition);
    }

    private SelectConditionStep<Record> pending(TableLike<?> payments, Condition condition) {
        SelectSelectStep<Record> fields = work.toRead()
                .select(PAYMENTS.fields())
                .select(PENDING_PAYMENTS.TRIES, PENDING_PAYMENTS.NEXT_TRY_AT_MS, PENDING_PAYMENTS.REASON);
        return with(fields, payments, condition);
    }

    private static SelectConditionStep<Record> with(
            SelectSelectStep<Record> fields, TableLike<?> payments, Condition condition) {
        return fields.select(APPS.APP_ID, USERS.OPEN_ID)
                .select(PAYMENT_RECEIPTS.REFERENCE, PAYMENT_RECEIPTS.TXID)
                .from(payments)
                .leftJoin(PAYMENT_RECEIPTS)
                .on(PAYMENT_RECEIPTS.PAYMENT_ID.eq(PAYMENTS.ID))
                .join(AUTHORIZATIONS)
                .on(AUTHORIZATIONS.ID.eq(PAYMENTS.AUTHORIZATION_ID))
                .join(APPS)
                .on(APPS.ID.eq(AUTHORIZATIONS.APP))
                .join(USERS)
                .on(USERS.ID.eq(AUTHORIZATIONS.USER_ID))
                .where(condition);
    }

    /** The payments of these numbers, newest first. */
    List<Payment> newestFirst(Collection<Long> ids) {
        return where(PAYMENTS.ID.in(ids)).orderBy(PAYMENTS.ID.desc()).fetch(PaymentRows::read);
    }

    static Payment read(Record row) {
        PaymentOrder order = new PaymentOrder(
                new AppId(row.get(APPS.APP_ID)),
                new UserOpenId(row.get(USERS.OPEN_ID)),
                new MerchantOrderNumber(row.get(PAYMENTS.ORDER_NUMBER)),
                Satoshis.of(row.get(PAYMENTS.AMOUNT)),
                RecipientsCodec.decode(row.get(PAYMENTS.RECIPIENTS)),
                new ItemName(row.get(PAYMENTS.ITEM_NAME)),
                Optional.ofNullable(row.get(PAYMENTS.OP_RETURN))
                        .map(OpReturn::ofScript)
                        .orElse(OpReturn.NONE));
        return new Payment(
                new PaymentId(row.get(PAYMENTS.ID)),
                new AuthorizationId(row.get(PAYMENTS.AUTHORIZATION_ID)),
                order,
                Codes.settlement(row.get(PAYMENTS.STATUS)),
                Codes.status(row.get(PAYMENTS.STATUS)),
                Instant.ofEpochMilli(row.get(PAYMENTS.ACCEPTED_AT_MS)),
                receipt(row));
    }

    static PendingPayment readPending(Record row) {
        Payment payment = read(row);
        return row.get(PENDING_PAYMENTS.TRIES) == null
                ? PendingPayment.reserved(payment)
                : new PendingPayment(
                        payment,
                        row.get(PENDING_PAYMENTS.TRIES),
                        Instant.ofEpochMilli(row.get(PENDING_PAYMENTS.NEXT_TRY_AT_MS)),
                        row.get(PENDING_PAYMENTS.REASON));
    }

    private static Receipt receipt(Record row) {
        return row.get(PAYMENT_RECEIPTS.REFERENCE) == null
                ? Receipt.NONE
                : new Receipt(row.get(PAYMENT_RECEIPTS.REFERENCE), row.get(PAYMENT_RECEIPTS.TXID));
    }
}
