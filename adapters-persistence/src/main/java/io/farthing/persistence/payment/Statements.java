package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.OUTBOX;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.PAYMENT_RECEIPTS;
import static io.farthing.persistence.jooq.Tables.PENDING_PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.farthing.persistence.codec.CreditsCodec;
import io.farthing.persistence.sql.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The statements of the payment path, rendered once. Each treats any number of rows: its parameters are {@link Column}s,
 * one for every question mark, in the order in which the comments name them.
 */
final class Statements {

    /** How many payments of a chain one statement follows. */
    static final int STEPS = 100;

    private static final String NEW = "new_";

    /** Open ids and app ids, pairwise → open id, app id, user number, number of the active authorization or null. */
    final String parties;

    /** Authorization numbers → the rows of those that are active. */
    final String readAuthorizations;

    /** The same, locked in the order of their numbers. */
    final String lockAuthorizations;

    /** Authorization numbers → their rows, active or not. */
    final String readAnyAuthorizations;

    /** The same, locked in the order of their numbers. */
    final String lockAnyAuthorizations;

    /** Addresses → user number, open id and address of those that are a wallet's. */
    final String owners;

    /** User numbers → user number, address, balance and last credit of their wallets. */
    final String readWallets;

    /** The same, locked in the order of their numbers. */
    final String lockWallets;

    /** Numbers of payments → up to {@link #STEPS} that were drawn before each: number, highest from there on, step. */
    final String earlier;

    /** Numbers of payments → number, places of each in the chains of the wallets that it credits; see {@link CreditsCodec}. */
    final String credits;

    /** The columns of new payments in the order of {@link #PAYMENT_FIELDS}. */
    final String insertPayments;

    /** Payment numbers, tries, moments of the next try, reasons. */
    final String insertPending;

    /** Payment numbers, references, transactions. */
    final String insertReceipts;

    /** Names of listeners, contents. */
    final String insertEvents;

    /**
     * The columns of {@link #AUTHORIZATION_STATE} as they were read, then as they are from now on: {@code spent, reserved,
     * last_payment_id, highest_payment_id}. Leaves out rows that are no longer as they were read.
     */
    final String updateAuthorizations;

    /** The same for authorizations that have ended. */
    final String updateEndedAuthorizations;

    /**
     * The columns of {@link #WALLET_STATE} as they were read, then as they are from now on: {@code balance, last_credit_id}.
     * Leaves out rows that are no longer as they were read.
     */
    final String updateWallets;

    /** What a decision rests on: whatever else changes an authorization changes one of these, or ends it. */
    static final List<TableField<?, ?>> AUTHORIZATION_STATE = List.of(
            AUTHORIZATIONS.ID,
            AUTHORIZATIONS.SINGLE_LIMIT,
            AUTHORIZATIONS.CUMULATIVE_LIMIT,
            AUTHORIZATIONS.SPENT,
            AUTHORIZATIONS.RESERVED,
            AUTHORIZATIONS.LAST_PAYMENT_ID);

    /** What it rests on of a wallet: whatever else changes one changes these. */
    static final List<TableField<?, ?>> WALLET_STATE =
            List.of(WALLETS.USER_ID, WALLETS.BALANCE, WALLETS.LAST_CREDIT_ID);

    /** The columns of a new payment; see {@link GivenRows} about their order. */
    static final List<TableField<?, ?>> PAYMENT_FIELDS = List.of(
            PAYMENTS.ID,
            PAYMENTS.ORDER_NUMBER,
            PAYMENTS.ITEM_NAME,
            PAYMENTS.RECIPIENTS,
            PAYMENTS.OP_RETURN,
            PAYMENTS.CREDITS,
            PAYMENTS.ORDER_KEY,
            PAYMENTS.AUTHORIZATION_ID,
            PAYMENTS.PREVIOUS_PAYMENT_ID,
            PAYMENTS.HIGHEST_EARLIER_ID,
            PAYMENTS.STATUS,
            PAYMENTS.AMOUNT,
            PAYMENTS.ACCEPTED_AT_MS);

    Statements(SQLDialect dialect) {
        DSLContext dsl = DSL.using(dialect);
        parties = parties(dsl);
        Condition isActive = AUTHORIZATIONS.ACTIVE.eq(inline(true));
        readAuthorizations = authorizations(dsl, isActive).getSQL();
        lockAuthorizations = authorizations(dsl, isActive)
                .orderBy(AUTHORIZATIONS.ID)
                .forUpdate()
                .getSQL();
        readAnyAuthorizations = authorizations(dsl, noCondition()).getSQL();
        lockAnyAuthorizations = authorizations(dsl, noCondition())
                .orderBy(AUTHORIZATIONS.ID)
                .forUpdate()
                .getSQL();
        owners = dsl.select(WALLETS.USER_ID, USERS.OPEN_ID, WALLETS.ADDRESS)
                .from(WALLETS)
                .join(USERS)
                .on(USERS.ID.eq(WALLETS.USER_ID))
                .where(isAny(WALLETS.ADDRESS))
                .getSQL();
        readWallets = wallets(dsl).getSQL();
        lockWallets = wallets(dsl).orderBy(WALLETS.USER_ID).forUpdate().getSQL();
        earlier = earlier(dsl);
        credits = dsl.select(PAYMENTS.ID, PAYMENTS.CREDITS)
                .from(PAYMENTS)
                .where(isAny(PAYMENTS.ID))
                .getSQL();
        insertPayments = insert(dsl, PAYMENTS, PAYMENT_FIELDS);
        insertPending = insert(
                dsl,
                PENDING_PAYMENTS,
                List.of(
                        PENDING_PAYMENTS.PAYMENT_ID,
                        PENDING_PAYMENTS.TRIES,
                        PENDING_PAYMENTS.NEXT_TRY_AT_MS,
                        PENDING_PAYMENTS.REASON));
        insertReceipts = insert(
                dsl,
                PAYMENT_RECEIPTS,
                List.of(PAYMENT_RECEIPTS.PAYMENT_ID, PAYMENT_RECEIPTS.REFERENCE, PAYMENT_RECEIPTS.TXID));
        insertEvents = insert(dsl, OUTBOX, List.of(OUTBOX.LISTENER, OUTBOX.CONTENT));
        updateAuthorizations = updateAuthorizations(dsl, isActive);
        updateEndedAuthorizations = updateAuthorizations(dsl, AUTHORIZATIONS.ACTIVE.isNull());
        updateWallets = updateWallets(dsl);
    }

    private static String parties(DSLContext dsl) {
        GivenRows given = GivenRows.of(dsl.dialect(), List.of(USERS.OPEN_ID, APPS.APP_ID));
        return dsl.select(given.value(USERS.OPEN_ID), given.value(APPS.APP_ID), USERS.ID, AUTHORIZATIONS.ID)
                .from(given.table())
                .join(USERS)
                .on(USERS.OPEN_ID.eq(given.value(USERS.OPEN_ID)))
                .leftJoin(APPS)
                .on(APPS.APP_ID.eq(given.value(APPS.APP_ID)))
                .leftJoin(AUTHORIZATIONS)
                .on(AUTHORIZATIONS.USER_ID.eq(USERS.ID))
                .and(AUTHORIZATIONS.APP.eq(APPS.ID))
                .and(AUTHORIZATIONS.ACTIVE.eq(inline(true)))
                .getSQL();
    }

    private static SelectConditionStep<?> authorizations(DSLContext dsl, Condition condition) {
        return dsl.select(
                        AUTHORIZATIONS.ID,
                        AUTHORIZATIONS.SINGLE_LIMIT,
                        AUTHORIZATIONS.CUMULATIVE_LIMIT,
                        AUTHORIZATIONS.SPENT,
                        AUTHORIZATIONS.RESERVED,
                        AUTHORIZATIONS.APPROVED_AT_MS,
                        AUTHORIZATIONS.LAST_PAYMENT_ID,
                        AUTHORIZATIONS.HIGHEST_PAYMENT_ID,
                        AUTHORIZATIONS.STANDING)
                .from(AUTHORIZATIONS)
                .where(isAny(AUTHORIZATIONS.ID))
                .and(condition);
    }

    private static SelectConditionStep<?> wallets(DSLContext dsl) {
        return dsl.select(WALLETS.USER_ID, WALLETS.ADDRESS, WALLETS.BALANCE, WALLETS.LAST_CREDIT_ID)
                .from(WALLETS)
                .where(isAny(WALLETS.USER_ID));
    }

    private static String earlier(DSLContext dsl) {
        Table<?> walk = table(name("walk"));
        Field<Long> id = field(name("walk", "id"), Long.class);
        Field<Integer> step = field(name("walk", "step"), Integer.class);
        return dsl.withRecursive("walk", "id", "highest", "step")
                .as(select(PAYMENTS.PREVIOUS_PAYMENT_ID, PAYMENTS.HIGHEST_EARLIER_ID, inline(1))
                        .from(PAYMENTS)
                        .where(isAny(PAYMENTS.ID))
                        .and(PAYMENTS.PREVIOUS_PAYMENT_ID.isNotNull())
                        .unionAll(
                                select(PAYMENTS.PREVIOUS_PAYMENT_ID, PAYMENTS.HIGHEST_EARLIER_ID, step.plus(inline(1)))
                                        .from(walk)
                                        .join(PAYMENTS)
                                        .on(PAYMENTS.ID.eq(id))
                                        .where(step.lt(inline(STEPS)))
                                        .and(PAYMENTS.PREVIOUS_PAYMENT_ID.isNotNull())))
                .select(id, field(name("walk", "highest")), step)
                .from(walk)
                .getSQL();
    }

    private static String updateAuthorizations(DSLContext dsl, Condition condition) {
        List<TableField<?, ?>> changed = List.of(
                AUTHORIZATIONS.SPENT,
                AUTHORIZATIONS.RESERVED,
                AUTHORIZATIONS.LAST_PAYMENT_ID,
                AUTHORIZATIONS.HIGHEST_PAYMENT_ID);
        return update(dsl, AUTHORIZATIONS, AUTHORIZATION_STATE, changed, condition);
    }

    private static String updateWallets(DSLContext dsl) {
        List<TableField<?, ?>> changed = List.of(WALLETS.BALANCE, WALLETS.LAST_CREDIT_ID);
        return update(dsl, WALLETS, WALLET_STATE, changed, noCondition());
    }

    /**
     * Changes the rows that are as they were read. PostgreSQL has an UPDATE that joins, as its distributed relatives do;
     * H2 has MERGE.
     *
     * @param state the key, then the columns that must be as they were read
     * @param changed what is written
     */
    private static String update(
            DSLContext dsl,
            Table<?> table,
            List<TableField<?, ?>> state,
            List<TableField<?, ?>> changed,
            Condition condition) {
        Map<String, TableField<?, ?>> columns = new LinkedHashMap<>();
        state.forEach(field -> columns.put(field.getName(), field));
        changed.forEach(field -> columns.put(NEW + field.getName(), field));
        GivenRows given = new GivenRows(dsl.dialect(), columns);
        Condition isSame = isSame(state.get(0), given);
        Condition isUnchanged = and(state.stream()
                        .skip(1)
                        .map(field -> isSame(field, given))
                        .toList())
                .and(condition);
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        changed.forEach(field -> values.put(field, given.value(NEW + field.getName(), field)));
        return dsl.dialect() == SQLDialect.POSTGRES
                ? dsl.update(table)
                        .set(values)
                        .from(given.table())
                        .where(isSame)
                        .and(isUnchanged)
                        .getSQL()
                : dsl.mergeInto(table)
                        .using(given.table())
                        .on(isSame)
                        .whenMatchedAnd(isUnchanged)
                        .thenUpdate()
                        .set(values)
                        .getSQL();
    }

    private static <T> Condition isSame(TableField<?, T> field, GivenRows given) {
        return field.getDataType().nullable()
                ? field.isNotDistinctFrom(given.value(field))
                : field.eq(given.value(field));
    }

    private static String insert(DSLContext dsl, Table<?> table, List<TableField<?, ?>> fields) {
        GivenRows given = GivenRows.of(dsl.dialect(), fields);
        List<Field<?>> values = fields.stream().<Field<?>>map(given::value).toList();
        return dsl.insertInto(table)
                .columns(fields)
                .select(select(values).from(given.table()))
                .getSQL();
    }

    // In plain SQL, because jOOQ writes a subquery for H2, which H2 would run again for every row.
    private static Condition isAny(TableField<?, ?> field) {
        return condition("{0} = any({1})", field, raw("?"));
    }
}
