package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.AUTHORIZATIONS;
import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static io.farthing.persistence.jooq.Tables.USERS;
import static io.farthing.persistence.jooq.Tables.WALLETS;
import static io.farthing.persistence.jooq.Tables.WALLET_CREDITS;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.raw;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The statements of the payment path, rendered once. Each treats any number of rows: its parameters are {@link Column}s,
 * one for every question mark, in the order in which the comments name them.
 */
final class Statements {

    /** So many payments of a chain are followed in one statement. */
    static final int STEPS = 100;

    private static final String ROWS = "t";

    /** Open ids and app ids, pairwise → open id, app id, user number, number of the active authorization or null. */
    final String parties;

    /** Authorization numbers → the rows of those that are active, locked in the order of their numbers. */
    final String lockAuthorizations;

    /** Addresses → user number and open id of those that are a wallet's. */
    final String owners;

    /** User numbers → user number, address and balance of their wallets, locked in the order of their numbers. */
    final String lockWallets;

    /** Digests of order keys → digest and payment number of those that are recorded. */
    final String recorded;

    /** Numbers of payments → up to {@link #STEPS} that were drawn before each: number, highest from there on, step. */
    final String earlier;

    /** The columns of new payments in the order of {@link #PAYMENT_FIELDS}. */
    final String insertPayments;

    /** User numbers, payment numbers and amounts of new credits. */
    final String insertCredits;

    /** Numbers of authorizations and what is spent, reserved, last and highest in the chain from now on. */
    final String updateAuthorizations;

    /** User numbers and balances from now on. */
    final String updateWallets;

    /** The columns of a new payment. */
    static final List<TableField<?, ?>> PAYMENT_FIELDS = List.of(
            PAYMENTS.ID,
            PAYMENTS.ORDER_KEY,
            PAYMENTS.AUTHORIZATION_ID,
            PAYMENTS.PREVIOUS_PAYMENT_ID,
            PAYMENTS.HIGHEST_EARLIER_ID,
            PAYMENTS.STATUS,
            PAYMENTS.AMOUNT,
            PAYMENTS.ACCEPTED_AT_MS,
            PAYMENTS.ORDER_NUMBER,
            PAYMENTS.ITEM_NAME,
            PAYMENTS.RECIPIENTS,
            PAYMENTS.OP_RETURN);

    Statements(SQLDialect dialect) {
        DSLContext dsl = DSL.using(dialect);
        parties = parties(dsl);
        lockAuthorizations = lockAuthorizations(dsl);
        owners = dsl.select(WALLETS.USER_ID, USERS.OPEN_ID)
                .from(WALLETS)
                .join(USERS)
                .on(USERS.ID.eq(WALLETS.USER_ID))
                .where(isAny(WALLETS.ADDRESS))
                .getSQL();
        lockWallets = dsl.select(WALLETS.USER_ID, WALLETS.ADDRESS, WALLETS.BALANCE)
                .from(WALLETS)
                .where(isAny(WALLETS.USER_ID))
                .orderBy(WALLETS.USER_ID)
                .forUpdate()
                .getSQL();
        recorded = dsl.select(PAYMENTS.ORDER_KEY, PAYMENTS.ID)
                .from(PAYMENTS)
                .where(isAny(PAYMENTS.ORDER_KEY))
                .getSQL();
        earlier = earlier(dsl);
        insertPayments = insert(dsl, PAYMENTS, PAYMENT_FIELDS);
        insertCredits = insert(
                dsl, WALLET_CREDITS, List.of(WALLET_CREDITS.USER_ID, WALLET_CREDITS.PAYMENT_ID, WALLET_CREDITS.AMOUNT));
        updateAuthorizations = updateAuthorizations(dsl);
        updateWallets = dsl.mergeInto(WALLETS)
                .using(rows(List.of(WALLETS.USER_ID, WALLETS.BALANCE)))
                .on(WALLETS.USER_ID.eq(given(WALLETS.USER_ID)))
                .whenMatchedThenUpdate()
                .set(WALLETS.BALANCE, given(WALLETS.BALANCE))
                .getSQL();
    }

    private static String parties(DSLContext dsl) {
        return dsl.select(given(USERS.OPEN_ID), given(APPS.APP_ID), USERS.ID, AUTHORIZATIONS.ID)
                .from(rows(List.of(USERS.OPEN_ID, APPS.APP_ID)))
                .join(USERS)
                .on(USERS.OPEN_ID.eq(given(USERS.OPEN_ID)))
                .leftJoin(APPS)
                .on(APPS.APP_ID.eq(given(APPS.APP_ID)))
                .leftJoin(AUTHORIZATIONS)
                .on(AUTHORIZATIONS.USER_ID.eq(USERS.ID))
                .and(AUTHORIZATIONS.APP.eq(APPS.ID))
                .and(AUTHORIZATIONS.ACTIVE.eq(inline(true)))
                .getSQL();
    }

    private static String lockAuthorizations(DSLContext dsl) {
        return dsl.select(
                        AUTHORIZATIONS.ID,
                        AUTHORIZATIONS.SINGLE_LIMIT,
                        AUTHORIZATIONS.CUMULATIVE_LIMIT,
                        AUTHORIZATIONS.SPENT,
                        AUTHORIZATIONS.RESERVED,
                        AUTHORIZATIONS.APPROVED_AT_MS,
                        AUTHORIZATIONS.LAST_PAYMENT_ID,
                        AUTHORIZATIONS.HIGHEST_PAYMENT_ID)
                .from(AUTHORIZATIONS)
                .where(isAny(AUTHORIZATIONS.ID))
                .and(AUTHORIZATIONS.ACTIVE.eq(inline(true)))
                .orderBy(AUTHORIZATIONS.ID)
                .forUpdate()
                .getSQL();
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

    private static String updateAuthorizations(DSLContext dsl) {
        return dsl.mergeInto(AUTHORIZATIONS)
                .using(rows(List.of(
                        AUTHORIZATIONS.ID,
                        AUTHORIZATIONS.SPENT,
                        AUTHORIZATIONS.RESERVED,
                        AUTHORIZATIONS.LAST_PAYMENT_ID,
                        AUTHORIZATIONS.HIGHEST_PAYMENT_ID)))
                .on(AUTHORIZATIONS.ID.eq(given(AUTHORIZATIONS.ID)))
                .whenMatchedThenUpdate()
                .set(AUTHORIZATIONS.SPENT, given(AUTHORIZATIONS.SPENT))
                .set(AUTHORIZATIONS.RESERVED, given(AUTHORIZATIONS.RESERVED))
                .set(AUTHORIZATIONS.LAST_PAYMENT_ID, given(AUTHORIZATIONS.LAST_PAYMENT_ID))
                .set(AUTHORIZATIONS.HIGHEST_PAYMENT_ID, given(AUTHORIZATIONS.HIGHEST_PAYMENT_ID))
                .getSQL();
    }

    private static String insert(DSLContext dsl, Table<?> table, List<TableField<?, ?>> fields) {
        List<Field<?>> values = fields.stream().<Field<?>>map(Statements::given).toList();
        return dsl.insertInto(table)
                .columns(fields)
                .select(select(values).from(rows(fields)))
                .getSQL();
    }

    /** Columns of values as a table, in the standard's words, which both databases understand. */
    private static Table<?> rows(List<? extends TableField<?, ?>> fields) {
        String arrays = fields.stream()
                .map(field -> "cast(? as " + Column.Type.of(field).sql() + " array)")
                .collect(joining(", "));
        String names = fields.stream().map(Field::getName).collect(joining(", "));
        return table("unnest(" + arrays + ") as " + ROWS + "(" + names + ")");
    }

    /** The column of {@link #rows} that holds the values for a field. */
    private static <T> Field<T> given(TableField<?, T> field) {
        return field(name(ROWS, field.getName()), field.getType());
    }

    // In plain SQL, because jOOQ writes a subquery for H2, which H2 would run again for every row.
    private static Condition isAny(TableField<?, ?> field) {
        return condition("{0} = any({1})", field, raw("?"));
    }
}
