package io.farthing.persistence.work;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.order.OrderNumbers;
import io.farthing.persistence.sql.Change;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.RowReader;
import io.farthing.persistence.sql.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What the stores of one unit of work share: a transaction in which they read and write, and that knows what has to be done
 * before and after its commit. Whoever begins, commits and ends it is somebody else. What the database refuses is thrown as
 * a {@link DataAccessException}. Used by one thread.
 */
public class Work implements Transaction {

    private final Engine engine;
    private final Connection connection;
    private final boolean isWriting;
    private final OrderNumbers orderNumbers;
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable DSLContext dsl;
    private boolean wrote;

    /**
     * The work on a connection that has not executed anything yet.
     *
     * @param isWriting whether it may write
     */
    public Work(Engine engine, Connection connection, boolean isWriting) {
        this.engine = engine;
        this.connection = connection;
        this.isWriting = isWriting;
        this.orderNumbers = engine.orderNumbers(this);
    }

    /** For statements that change nothing. */
    public DSLContext toRead() {
        flush();
        DSLContext context = dsl;
        if (context == null) {
            context = DSL.using(connection, engine.dialect());
            dsl = context;
        }
        return context;
    }

    /** For statements that change something, which then has to be made durable. */
    public DSLContext toWrite() {
        wrote = true;
        return toRead();
    }

    @Override
    public boolean isWriting() {
        return isWriting;
    }

    /** The order numbers, as it sees them. */
    public OrderNumbers orderNumbers() {
        return orderNumbers;
    }

    /** Has the rest of it give up soon when it has to wait for what others hold. */
    public void waitBriefly() {
        try {
            engine.waitBriefly(connection);
        } catch (SQLException e) {
            throw new DataAccessException("cannot set how long to wait", e);
        }
    }

    /** Has something done when, and only if, this unit of work is committed. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** To be called when it is committed. */
    public void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /** Whether there is anything to be made durable. */
    public boolean wrote() {
        return wrote;
    }

    /** About how many payments there are. */
    public long paymentCount() {
        return engine.paymentCount(toRead());
    }

    /** The text in the order of its code points, whatever the database's own order is. */
    public Field<String> byCodePoint(Field<String> text) {
        return engine.byCodePoint(text);
    }

    @Override
    public void query(String sql, RowReader reader, Column... parameters) {
        flush();
        try {
            PreparedStatement statement = engine.prepare(connection, sql);
            try {
                engine.bind(statement, 1, List.of(parameters));
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

    @Override
    public void change(String sql, int rows, Column... parameters) {
        change(new Change(sql, rows, false, List.of(parameters)));
    }

    /** The same for a statement that leaves out rows which are not as they were read: that is a conflict. */
    public void changeAsRead(String sql, int rows, Column... parameters) {
        change(new Change(sql, rows, true, List.of(parameters)));
    }

    private void change(Change change) {
        wrote = true;
        changes.add(change);
    }

    /** Executes the changes that wait: all at once, so that a database elsewhere is asked once. */
    public void flush() {
        if (changes.isEmpty()) {
            return;
        }
        List<Change> waiting = List.copyOf(changes);
        changes.clear();
        try {
            int[] changed = engine.execute(connection, waiting);
            for (int i = 0; i < changed.length; i++) {
                check(waiting.get(i), changed[i]);
            }
        } catch (SQLException e) {
            throw new DataAccessException("cannot write", e);
        }
    }

    private static void check(Change change, int changed) {
        if (changed == change.rows()) {
            return;
        }
        if (change.isOverRead() && changed < change.rows()) {
            throw Failures.readOutOfDate(change.rows() - changed);
        }
        throw new IllegalStateException("changed " + changed + " rows instead of " + change.rows());
    }

    /** The number of a user; throws {@link IllegalStateException} when there is no such user. */
    public long userId(UserOpenId user) {
        return toRead().select(USERS.ID)
                .from(USERS)
                .where(USERS.OPEN_ID.eq(user.value()))
                .fetchOptional(USERS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no user " + user));
    }

    /** The number of an app; throws {@link IllegalStateException} when there is no such app. */
    public long appId(AppId app) {
        return toRead().select(APPS.ID)
                .from(APPS)
                .where(APPS.APP_ID.eq(app.value()))
                .fetchOptional(APPS.ID)
                .orElseThrow(() -> new IllegalStateException("there is no app " + app));
    }
}
