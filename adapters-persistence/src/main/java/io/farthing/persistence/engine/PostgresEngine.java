package io.farthing.persistence.engine;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariConfig;
import io.farthing.persistence.jooq.DefaultSchema;
import io.farthing.persistence.order.OrderNumbers;
import io.farthing.persistence.sql.Change;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL 15 or later, shared by any number of servers. */
final class PostgresEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresEngine.class);

    /** The oldest version that all of this was tried with. */
    private static final int OLDEST_VERSION = 15;

    /** A pooler that others use, too, may happen to give the same session again, but hardly that often. */
    private static final int LOOKS_AT_SESSIONS = 5;

    private static final String SYNCHRONOUS = "set_config('synchronous_commit',"
            + " case current_setting('synchronous_commit') when 'off' then 'on'"
            + " else current_setting('synchronous_commit') end, %s)";

    // The session may be another one than it was when the connection was made: a pooler that is told to go over to
    // another mode, or takes the place of the database, is not noticed by a server that runs. PostgreSQL is told both
    // together, so it costs no time on the way.
    private static final String DURABLE_COMMIT =
            "select " + String.format(Locale.ROOT, SYNCHRONOUS, "true") + ";\nCOMMIT";

    // A plan that is made while a table is nearly empty reads the whole of it, and the connection keeps it when the
    // table has grown: in a fresh database payments became several times slower within seconds. Ours look rows up by
    // their keys, whatever their values are, so there is nothing to be gained by planning them again for each value.
    //
    // A server may be set up to answer before a commit is on disk. Stricter settings, such as waiting for a standby,
    // are left as they are.
    //
    // A time limit that is set for whoever uses the database may end the wait for a row that somebody holds before ours
    // does, and not as a conflict: all payments of the batch would be refused. It would break off migrations, too, and
    // copies. PostgreSQL has one for transactions from 17 on.
    //
    // A machine of ours that dies says no goodbye. PostgreSQL asks after a connection on which nothing is sent, and
    // gives one up on which it gets no receipt, so that half a minute later it has none of them any more.
    //
    // A copy knows servers by their name, so a URL has no say in it.
    //
    // The pool would set the isolation only where that of its first connection is another one, and take the others to
    // be like it: a host's need not be, nor those that are made when an operator has changed what is usual.
    private static final String SESSION_SETTINGS = "select set_config('application_name', '" + APPLICATION_NAME
            + "', false), set_config('default_transaction_isolation', '%s', false),"
            + " set_config('lock_timeout', '%s', false),"
            + " set_config('idle_in_transaction_session_timeout', '%s', false),"
            + " set_config('statement_timeout', '0', false),"
            + " (select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'),"
            + " set_config('tcp_keepalives_idle', '10', false),"
            + " set_config('tcp_keepalives_interval', '10', false),"
            + " set_config('tcp_keepalives_count', '2', false),"
            + " set_config('tcp_user_timeout', '30s', false),"
            + " set_config('enable_seqscan', 'off', false),"
            + " set_config('plan_cache_mode', 'force_generic_plan', false),"
            + " " + String.format(Locale.ROOT, SYNCHRONOUS, "false");

    private final Patience patience;
    private final Timelines timelines = new Timelines();

    /**
     * For how long somebody waits for what may never come.
     *
     * @param lock we, for a lock that somebody else holds
     * @param brief the same, when somebody has just waited for one in vain
     * @param idle PostgreSQL, for a unit of work that writes to go on, while others wait for its locks; such a one never
     *     waits for anybody outside, so its server is gone
     * @param silence we, for PostgreSQL to say something; longer than {@code lock}
     */
    record Patience(Duration lock, Duration brief, Duration idle, Duration silence) {

        static final Patience USUAL = new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    PostgresEngine() {
        this(Patience.USUAL);
    }

    PostgresEngine(Patience patience) {
        this.patience = patience;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public void recover(Access access) {}

    @Override
    public HikariConfig writers(Access access) {
        return writers(access, patience.idle());
    }

    @Override
    public HikariConfig unhurriedWriters(Access access) {
        return writers(access, Duration.ZERO);
    }

    private HikariConfig writers(Access access, Duration idle) {
        return pool(access, "write", "read committed", idle);
    }

    // Whoever reads the books may have to wait for those who are shown how far that is, and nobody waits for the locks.
    @Override
    public HikariConfig readers(Access access) {
        HikariConfig config = pool(access, "read", "repeatable read", Duration.ZERO);
        config.setReadOnly(true);
        return config;
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new SQLException("this is PostgreSQL " + version + "; use " + OLDEST_VERSION + " or later");
        }
        try (Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery(
                        "select current_setting('transaction_read_only'), current_setting('server_encoding')")) {
            settings.next();
            if (settings.getString(1).equals("on")) {
                throw new SQLException("it is read-only, as a standby is", Failures.POSTGRES_READ_ONLY);
            }
            if (!settings.getString(2).equals("UTF8")) {
                throw new SQLException("its encoding is " + settings.getString(2) + ", which cannot hold all texts;"
                        + " create it with encoding 'UTF8' template template0");
            }
        }
    }

    @Override
    public void check(DataSource writers) throws SQLException {
        try (Connection connection = writers.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet settings =
                    statement.executeQuery("select current_setting('synchronous_commit'), current_setting('fsync')")) {
                settings.next();
                if (settings.getString(1).equals("off")) {
                    throw new SQLException("synchronous_commit is off and cannot be set for our connections");
                }
                if (settings.getString(2).equals("off")) {
                    LOG.warn("This PostgreSQL runs with fsync=off: payments may be lost in a power cut");
                }
            }
            requireRights(statement);
            connection.rollback();
            requireSessions(writers, connection);
        }
    }

    // Tables that a migration has made as another role than the usual one may be nobody's but that role's. The server
    // would start, call itself ready, and refuse whatever touches them. PostgreSQL takes a list of rights for any one
    // of them.
    private static void requireRights(Statement statement) throws SQLException {
        String tables = names(DefaultSchema.DEFAULT_SCHEMA.getTables());
        String sequences = names(DefaultSchema.DEFAULT_SCHEMA.getSequences());
        try (ResultSet rows = statement.executeQuery("select current_user, string_agg(name, ', ') from ("
                + "select name from unnest(array[" + tables + "]) name where exists (select from unnest(array["
                + "'select', 'insert', 'update', 'delete']) need where not has_table_privilege(to_regclass(name), need))"
                + " union all select name from unnest(array[" + sequences + "]) name"
                + " where not has_sequence_privilege(to_regclass(name), 'usage')) missing")) {
            rows.next();
            if (rows.getString(2) != null) {
                throw new SQLException("the role " + rows.getString(1) + " lacks rights to " + rows.getString(2)
                        + "; grant it what docs/operating.md says for all tables and sequences");
            }
        }
    }

    private static String names(List<? extends Named> named) {
        return named.stream().map(one -> "'" + one.getName() + "'").collect(joining(", "));
    }

    // A pooler that gives a session to somebody else after each transaction gives away the settings, too: commits would
    // be as durable as whoever had the session before wanted them.
    private static void requireSessions(DataSource writers, Connection first) throws SQLException {
        try (Connection second = writers.getConnection()) {
            int ofFirst = session(first);
            int ofSecond = session(second);
            for (int i = 0; i < LOOKS_AT_SESSIONS; i++) {
                if (session(first) != ofFirst || session(second) != ofSecond || ofFirst == ofSecond) {
                    throw new SQLException("a pooler in between hands sessions on after each transaction; run it in"
                            + " session mode (PgBouncer: pool_mode = session)");
                }
            }
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            int session = row.getInt(1);
            connection.rollback();
            return session;
        }
    }

    @Override
    public void beforeConnecting() {}

    // The driver only notes the number, and the pool puts back the one that was before.
    @Override
    public void begin(Connection connection) throws SQLException {
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(patience.silence().toMillis()));
        timelines.requireNewest(connection);
    }

    @Override
    public void waitBriefly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + patience.brief().toMillis());
        }
    }

    @Override
    public void commit(Connection connection, boolean wrote) throws SQLException {
        if (!wrote) {
            connection.commit();
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DURABLE_COMMIT)) {
            statement.execute();
        }
    }

    /** PostgreSQL shows a commit to others only when it is on disk. */
    @Override
    public void awaitDurable(Connection connection) {}

    /** Nothing: the server looks after itself, and the pool after connections to it. */
    @Override
    public void afterFailure(Connection connection, Throwable failure) {}

    /** Nothing: the pool tries again by itself. */
    @Override
    public boolean cannotConnect(Throwable failure) {
        return false;
    }

    @Override
    public OrderNumbers orderNumbers(Transaction transaction) {
        return OrderNumbers.unique(transaction);
    }

    /** The driver keeps what a connection has prepared. */
    @Override
    public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    @Override
    public void bind(PreparedStatement statement, int first, List<Column> columns) throws SQLException {
        Connection connection = statement.getConnection();
        int index = first;
        for (Column column : columns) {
            statement.setArray(index++, connection.createArrayOf(column.type().sql(), column.values()));
        }
    }

    @Override
    public void release(PreparedStatement statement) throws SQLException {
        statement.close();
    }

    // The driver sends statements that are written together at once, and waits for all answers together.
    @Override
    public int[] execute(Connection connection, List<Change> changes) throws SQLException {
        String together = changes.stream().map(Change::sql).collect(joining(";\n"));
        int[] changed = new int[changes.size()];
        try (PreparedStatement statement = connection.prepareStatement(together)) {
            int first = 1;
            for (Change change : changes) {
                bind(statement, first, change.parameters());
                first += change.parameters().size();
            }
            statement.execute();
            for (int i = 0; i < changed.length; i++) {
                changed[i] = statement.getUpdateCount();
                statement.getMoreResults();
            }
        }
        return changed;
    }

    @Override
    public void release() {}

    @Override
    public List<String> changedSettings() {
        return List.of(
                "application_name",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "statement_timeout",
                "transaction_timeout",
                "tcp_keepalives_idle",
                "tcp_keepalives_interval",
                "tcp_keepalives_count",
                "tcp_user_timeout",
                "enable_seqscan",
                "plan_cache_mode",
                "synchronous_commit",
                "search_path");
    }

    @Override
    public void shutDown(Access access) {}

    @Override
    public Field<String> byCodePoint(Field<String> text) {
        return text.collate("C");
    }

    /** The planner's estimate: counting would read the whole table. */
    @Override
    public long paymentCount(DSLContext dsl) {
        Long estimate = dsl.select(field("cast(greatest(reltuples, 0) as bigint)", Long.class))
                .from(table("pg_class"))
                .where(condition("oid = cast('payments' as regclass)"))
                .fetchSingle()
                .value1();
        return estimate;
    }

    // With an idle time of zero PostgreSQL waits for ever, whatever an operator has set for others.
    private HikariConfig pool(Access access, String name, String isolation, Duration idle) {
        HikariConfig config = Engine.pool(access, name);
        config.setDataSource(new PostgresLogins(access.url(), patience.silence()));
        config.setConnectionInitSql(String.format(
                Locale.ROOT, SESSION_SETTINGS, isolation, patience.lock().toMillis() + "ms", idle.toMillis() + "ms"));
        return config;
    }
}
