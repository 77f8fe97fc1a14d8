package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What the stores of one unit of work share. Used by one thread. */
final class Work {

    private final Engine engine;
    private final Connection connection;
    private final Shared shared;
    private final boolean isWriting;
    private final OrderNumbers orderNumbers;
    private @Nullable DSLContext dsl;
    private boolean wrote;

    /** What all units of work on a database share. */
    record Shared(Statements statements, KnownParties knownParties, Contention contention) {}

    Work(Engine engine, Connection connection, Shared shared, boolean isWriting) {
        this.engine = engine;
        this.connection = connection;
        this.shared = shared;
        this.isWriting = isWriting;
        this.orderNumbers = engine.orderNumbers(this);
    }

    /** For statements that change nothing. */
    DSLContext toRead() {
        DSLContext context = dsl;
        if (context == null) {
            context = DSL.using(connection, engine.dialect());
            dsl = context;
        }
        return context;
    }

    /** For statements that change something, which then has to be made durable. */
    DSLContext toWrite() {
        wrote = true;
        return toRead();
    }

    /** Whether this unit of work may write. */
    boolean isWriting() {
        return isWriting;
    }

    OrderNumbers orderNumbers() {
        return orderNumbers;
    }

    KnownParties knownParties() {
        return shared.knownParties();
    }

    Contention contention() {
        return shared.contention();
    }

    boolean wrote() {
        return wrote;
    }

    Statements statements() {
        return shared.statements();
    }

    long paymentCount() {
        return engine.paymentCount(toRead());
    }

    Field<String> byCodePoint(Field<String> text) {
        return engine.byCodePoint(text);
    }

    /** Runs a query whose parameters are columns of values, and hands each row to {@code reader}. */
    void query(String sql, RowReader reader, Column... parameters) {
        try {
            PreparedStatement statement = engine.prepare(connection, sql);
            try {
                fill(statement, parameters);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            } finally {
                engine.release(statement);
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot read", e);
        }
    }

    /** Runs a statement that must change {@code expected} rows and whose parameters are columns of values. */
    void change(String sql, int expected, Column... parameters) {
        int changed = execute(sql, parameters);
        if (changed != expected) {
            throw new IllegalStateException("changed " + changed + " rows instead of " + expected);
        }
    }

    /** The same for a statement that leaves out rows which are not as they were read: that is a conflict. */
    void changeAsRead(String sql, int expected, Column... parameters) {
        int changed = execute(sql, parameters);
        if (changed != expected) {
            throw Failures.readOutOfDate(expected - changed);
        }
    }

    private int execute(String sql, Column... parameters) {
        wrote = true;
        try {
            PreparedStatement statement = engine.prepare(connection, sql);
            try {
                fill(statement, parameters);
                return statement.executeUpdate();
            } finally {
                engine.release(statement);
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot write", e);
        }
    }

    private void fill(PreparedStatement statement, Column... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            engine.bind(statement, i + 1, parameters[i]);
        }
    }

    /** The number of a user; throws {@link IllegalStateException} when there is no such user. */
    long userId(UserOpenId user) {
        return toRead().select(USERS.ID)
                .from(USERS)
                .where(USERS.OPEN_ID.eq(user.value()))
                .fetchOptional(USERS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no user " + user));
    }

    /** The number of an app; throws {@link IllegalStateException} when there is no such app. */
    long appId(AppId app) {
        return toRead().select(APPS.ID)
                .from(APPS)
                .where(APPS.APP_ID.eq(app.value()))
                .fetchOptional(APPS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no app " + app));
    }
}
