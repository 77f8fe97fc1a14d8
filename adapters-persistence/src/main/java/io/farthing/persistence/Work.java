package io.farthing.persistence;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** What the stores of one unit of work share. Used by one thread. */
final class Work {

    private final Engine engine;
    private final Connection connection;
    private final Statements statements;
    private final DSLContext dsl;
    private boolean wrote;

    Work(Engine engine, Connection connection, Statements statements) {
        this.engine = engine;
        this.connection = connection;
        this.statements = statements;
        this.dsl = DSL.using(connection, engine.dialect());
    }

    /** For statements that change nothing. */
    DSLContext toRead() {
        return dsl;
    }

    /** For statements that change something, which then has to be made durable. */
    DSLContext toWrite() {
        wrote = true;
        return dsl;
    }

    boolean wrote() {
        return wrote;
    }

    Statements statements() {
        return statements;
    }

    long paymentCount() {
        return engine.paymentCount(dsl);
    }

    Field<String> byCodePoint(Field<String> text) {
        return engine.byCodePoint(text);
    }

    /** Runs a query whose parameters are columns of values, and hands each row to {@code reader}. */
    void query(String sql, RowReader reader, Column... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot read", e);
        }
    }

    /** Runs a statement that must change {@code expected} rows and whose parameters are columns of values. */
    void change(String sql, int expected, Column... parameters) {
        wrote = true;
        try (PreparedStatement statement = prepare(sql, parameters)) {
            int changed = statement.executeUpdate();
            if (changed != expected) {
                throw new IllegalStateException("changed " + changed + " rows instead of " + expected);
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot write", e);
        }
    }

    private PreparedStatement prepare(String sql, Column... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setArray(i + 1, parameters[i].toArray(connection));
        }
        return statement;
    }

    /** The number of a user; throws {@link IllegalStateException} when there is no such user. */
    long userId(UserOpenId user) {
        return dsl.select(USERS.ID)
                .from(USERS)
                .where(USERS.OPEN_ID.eq(user.value()))
                .fetchOptional(USERS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no user " + user));
    }

    /** The number of an app; throws {@link IllegalStateException} when there is no such app. */
    long appId(AppId app) {
        return dsl.select(APPS.ID)
                .from(APPS)
                .where(APPS.APP_ID.eq(app.value()))
                .fetchOptional(APPS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no app " + app));
    }
}
