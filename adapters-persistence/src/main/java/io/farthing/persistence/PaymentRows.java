package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
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
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** Payments as they are read: app and user come from the authorization. */
final class PaymentRows {

    private final Work work;

    PaymentRows(Work work) {
        this.work = work;
    }

    SelectConditionStep<Record> where(Condition condition) {
        return work.toRead()
                .select(PAYMENTS.fields())
                .select(APPS.APP_ID, USERS.OPEN_ID)
                .from(PAYMENTS)
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
                Codes.status(row.get(PAYMENTS.STATUS)),
                Instant.ofEpochMilli(row.get(PAYMENTS.ACCEPTED_AT_MS)));
    }
}
