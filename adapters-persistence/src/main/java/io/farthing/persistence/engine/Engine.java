package io.farthing.persistence.engine;

import com.zaxxer.hikari.HikariConfig;
import io.farthing.persistence.order.OrderNumbers;
import io.farthing.persistence.sql.Change;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;

/**
 * What differs between the databases for whoever works with one. What differs in one place alone stays there, and asks for
 * the {@link #dialect}: the text of an update, what a host's H2 has to be like, whether the database is elsewhere, migrating
 * and copying. Thread-safe.
 */
public sealed interface Engine permits H2Engine, PostgresEngine {

    /** What the connections of servers call themselves where others can see it, so that an operator can tell them apart. */
    String APPLICATION_NAME = "farthing";

    /** How long somebody waits for a connection at most. */
    Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    /** The engine that a URL asks for. */
    static Engine of(Access access) {
        return access.url().startsWith("jdbc:h2:") ? H2Engine.of(access) : new PostgresEngine();
    }

    /** What the folder of its own migrations ends with. */
    String name();

    /** The language in which statements are written. */
    SQLDialect dialect();

    /** Finishes what was left unfinished when the database was open last, before anybody else opens it. */
    void recover(Access access) throws SQLException;

    /** Connections that see every other unit of work's commits at once and lock the rows that they change. */
    HikariConfig writers(Access access);

    /** The same for migrations and copies, which may hold a transaction open for as long as a large table takes. */
    default HikariConfig unhurriedWriters(Access access) {
        return writers(access);
    }

    /** Connections that see one state for the whole of a unit of work. */
    HikariConfig readers(Access access);

    /** Throws when the database is none that can be used, before anything is written there. */
    void requireUsable(Connection connection) throws SQLException;

    /** Checks that a commit will be durable and warns where it cannot be. */
    void check(DataSource writers) throws SQLException;

    /** Throws when a unit of work must not begin, whatever the connections say. */
    void beforeConnecting() throws SQLException;

    /**
     * Makes a connection ready for a unit of work, until it is given back. Not for migrations, whose statements may take
     * long: where the database is somewhere else, whoever uses the connection waits for an answer for a bounded time
     * only from now on. When its machine or the network is gone, nobody says so, and without a bound the thread that
     * commits payments would wait for hours.
     */
    void begin(Connection connection) throws SQLException;

    /**
     * Has the rest of this unit of work give up soon when it has to wait for a lock, where others than this process may
     * hold one.
     */
    void waitBriefly(Connection connection) throws SQLException;

    /**
     * Commits. When it returns and something was written, that is on disk.
     *
     * @param wrote whether there is anything to be made durable
     */
    void commit(Connection connection, boolean wrote) throws SQLException;

    /** Returns when everything that a unit of work may have seen until now is on disk, so that it may be told. */
    void awaitDurable(Connection connection) throws SQLException;

    /** Lets go of a database that is of no use after this failure, so that the next connection gets a working one. */
    void afterFailure(Connection connection, Throwable failure);

    /** Does what can be done about a connection that could not be had; whether to ask for one once more. */
    boolean cannotConnect(Throwable failure);

    /** The order numbers as a transaction sees them that has not executed anything yet. */
    OrderNumbers orderNumbers(Transaction transaction);

    /** A statement, ready for its parameters; made once for a connection and a text. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;

    /** Sets parameters, from that one on. */
    void bind(PreparedStatement statement, int first, List<Column> columns) throws SQLException;

    /** Takes back what {@link #prepare} gave. */
    void release(PreparedStatement statement) throws SQLException;

    /** Executes changes in their order, and says how many rows each has changed. */
    int[] execute(Connection connection, List<Change> changes) throws SQLException;

    /** Takes back what {@link #check} took note of, if it did: others may open the database from now on. Idempotent. */
    void release();

    /** The settings of a session that our connections change and JDBC doesn't know, which PostgreSQL alone has. */
    List<String> changedSettings();

    /** What to do when all connections are closed. */
    void shutDown(Access access) throws SQLException;

    /** The text in the order of its code points, whatever the database's own order is. */
    Field<String> byCodePoint(Field<String> text);

    /** About how many payments there are. */
    long paymentCount(DSLContext dsl);

    /** What both have in common: nothing is committed unless asked for, and nobody waits for a connection for ever. */
    static HikariConfig pool(Access access, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("farthing-" + name);
        config.setMaximumPoolSize(access.poolSize());
        config.setAutoCommit(false);
        // Otherwise the statement that prepares a connection would stay open and fix what its first reader sees.
        config.setIsolateInternalQueries(true);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        access.user().ifPresent(config::setUsername);
        access.password().ifPresent(password -> config.setPassword(password.value()));
        return config;
    }
}
