package io.farthing.persistence;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.h2.engine.Constants;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2 inside this process, in a file or in memory.
 *
 * <p>A commit of H2 is visible to others before it is on disk. So commits and forces take turns here, and whoever has
 * seen a commit that is not forced yet waits until it is; {@code docs/adr/0003-durability.md} says why.
 */
final class H2Engine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(H2Engine.class);

    /** SQL's own code for a transaction of which nobody can say whether it was committed. */
    private static final String RESOLUTION_UNKNOWN = "08007";

    /**
     * The names of the databases that are open in this process: an engine knows the newest order numbers from memory alone.
     */
    private static final Set<String> CLAIMED = new HashSet<>();

    /** SQL's own code for a connection that is not there any more. */
    private static final String CONNECTION_LOST = "08003";

    /**
     * For so many commits the room of what a commit has replaced is not written over. With none, as H2 has it, the next
     * commit may be written over pages that the last one does not need, but still counts as its own; should it break off,
     * H2 takes the last one for damaged and goes back behind it.
     */
    private static final int VERSIONS_KEPT = 5;

    private static final long WRITER_CHECK_NANOS = 20_000;

    private final boolean isInMemory;
    private final OrderNumberIndex orderNumberIndex;
    private final H2Statements statements = new H2Statements();

    private final H2PageGatherer gatherer = new H2PageGatherer();

    // What is found at the start was perhaps never forced either.
    private volatile boolean isForced;

    /** The newest database that units of work have begun in. */
    private volatile org.h2.engine.@Nullable Database begun;

    // Guarded by CLAIMED.
    private @Nullable String claimed;

    private H2Engine(boolean isInMemory, int recentOrders) {
        this.isInMemory = isInMemory;
        this.orderNumberIndex = new OrderNumberIndex(recentOrders);
    }

    static H2Engine of(DatabaseSettings settings) {
        return of(settings, OrderNumberIndex.CAPACITY);
    }

    /** An engine that knows so many payments from memory. */
    static H2Engine of(DatabaseSettings settings, int recentOrders) {
        H2Url.check(settings.url());
        H2File.register();
        return new H2Engine(H2Url.isInMemory(settings.url()), recentOrders);
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public HikariConfig writers(DatabaseSettings settings) {
        HikariConfig config = pool(settings, "write");
        config.setConnectionInitSql("set session characteristics as transaction isolation level read committed");
        return config;
    }

    @Override
    public HikariConfig readers(DatabaseSettings settings) {
        HikariConfig config = pool(settings, "read");
        config.setConnectionInitSql("set session characteristics as transaction isolation level snapshot");
        return config;
    }

    @Override
    public void check(DataSource writers) throws SQLException {
        String name;
        boolean isSafe;
        try (Connection connection = writers.getConnection()) {
            name = claim(connection);
            isSafe = name.startsWith(H2File.SCHEME + ":") && store(connection).getAutoCommitDelay() == 0;
        }
        if (isInMemory) {
            LOG.warn("The database is in memory: everything is gone when this process ends");
        } else if (!isSafe) {
            LOG.warn(
                    "A killed process may come back without the last commits of {}, or with a file that H2 cannot open:"
                            + " call H2File.register(), begin its path with {}: and add ;WRITE_DELAY=0 to its URL",
                    name,
                    H2File.SCHEME);
        }
    }

    // H2 gives one name to a file or a name in memory, however it is written, and also when it is opened again.
    private String claim(Connection connection) throws SQLException {
        String database = session(connection).getDatabase().getName();
        synchronized (CLAIMED) {
            if (!CLAIMED.add(database)) {
                throw new SQLException("this process has it open already, and a second opening would not know of the"
                        + " order numbers of the first: use one Database for all, or close the other one before");
            }
            claimed = database;
        }
        return database;
    }

    @Override
    public void release() {
        synchronized (CLAIMED) {
            if (claimed != null) {
                CLAIMED.remove(claimed);
                claimed = null;
            }
        }
    }

    @Override
    public List<String> changedSettings() {
        return List.of();
    }

    // After a failure H2 opens the file anew, as another database.
    @Override
    public void begin(Connection connection) throws SQLException {
        org.h2.engine.Database database = database(connection);
        if (!isInMemory && database != begun) {
            MVStore store = database.getStore().getMvStore();
            if (!store.isClosed()) {
                store.setVersionsToKeep(VERSIONS_KEPT);
                H2File.closeWhenLost(store);
                begun = database;
            }
        }
    }

    @Override
    public void commit(Connection connection, boolean wrote) throws SQLException {
        if (!wrote) {
            connection.commit();
            awaitDurable(connection);
            return;
        }
        synchronized (this) {
            isForced = false;
            change(connection);
            force(connection);
        }
    }

    // H2 may write to the file when everything is changed already, and say that this failed. It closes the database
    // then, while it has its store locked; others who close it lock the two in this order.
    private void change(Connection connection) throws SQLException {
        org.h2.engine.Database database = database(connection);
        synchronized (database) {
            try {
                if (!isInMemory) {
                    gatherer.beforeCommit(session(connection), database);
                }
                connection.commit();
            } catch (SQLException e) {
                throw lost(connection, "the commit failed, and may have taken effect", e);
            }
        }
    }

    private SQLException lost(Connection connection, String what, Exception failure) {
        SQLException lost = new SQLException(what, RESOLUTION_UNKNOWN, failure);
        abandon(connection, lost);
        return lost;
    }

    // H2 has no file any more when writing to it has failed, also in the middle of a statement, or when a thread was
    // interrupted while it read; and it would go on without one for ever.
    @Override
    public void afterFailure(Connection connection, Throwable failure) {
        if (Failures.isFileLost(failure)) {
            synchronized (this) {
                abandon(connection, failure);
            }
        }
    }

    // What is in memory now may never be on disk, and H2 may have been left with half a transaction, after which it
    // takes no other. So the file is closed as it is; the next connection opens it, and finds what a restart would
    // find. No statement may be executed any more, not even SHUTDOWN: on a store that has failed it can go round in
    // circles for ever, and so can those of other sessions, which are therefore closed. The store comes first, because
    // the thread that failed may be closing the database, too, and locks the store before the database.
    private void abandon(Connection connection, Throwable failure) {
        if (isInMemory) {
            return;
        }
        try {
            SessionLocal session = session(connection);
            if (!session.isClosed()) { // Otherwise somebody else has closed it, and the database.
                org.h2.engine.Database dead = session.getDatabase();
                H2File.close(dead.getStore().getMvStore(), failure);
                dead.shutdownImmediately();
                close(dead, failure);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    // A session that notices late that its database has failed can have H2 forget the next one, which nobody gets a
    // connection to then, and which keeps the file locked. It is not shut down: by that H2 would forget one more.
    @Override
    public boolean cannotConnect(Throwable failure) {
        String file = file();
        if (file == null || !Failures.isInUse(failure)) {
            return false;
        }
        if (H2File.isLockedFor(file, Engine.CONNECTION_TIMEOUT)) {
            synchronized (this) {
                org.h2.engine.Database forgotten = begun;
                if (forgotten != null) {
                    H2File.close(forgotten.getStore().getMvStore(), failure);
                    close(forgotten, failure);
                }
            }
            // Unless that was it, and the next one may be open by now.
            if (H2File.isLockedFor(file, Engine.CONNECTION_TIMEOUT)) {
                H2File.close(file);
            }
        }
        return true;
    }

    /** The file of the database; none when it is in memory, or nobody has claimed it. */
    private @Nullable String file() {
        String database;
        synchronized (CLAIMED) {
            database = claimed;
        }
        return database == null || isInMemory ? null : database + Constants.SUFFIX_MV_FILE;
    }

    private static void close(org.h2.engine.Database dead, Throwable failure) {
        for (SessionLocal each : dead.getSessions(false)) {
            close(each, failure);
        }
    }

    private static void close(SessionLocal session, Throwable failure) {
        try {
            session.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void awaitDurable(Connection connection) throws SQLException {
        if (!isForced) {
            synchronized (this) {
                if (!isForced) {
                    force(connection);
                }
            }
        }
        // What was seen in a database that has failed since may never have been on disk.
        if (session(connection).isClosed()) {
            throw new SQLException("the database has failed meanwhile", CONNECTION_LOST);
        }
    }

    // H2 has written the commit by now, unless it is a host's with a background writer. That hands it to another
    // thread, and H2 alone would force the file before it is in there. Every store has a version, and the last one that
    // was written out can be asked for.
    private void force(Connection connection) throws SQLException {
        if (!isInMemory) {
            try {
                MVStore store = store(connection);
                store.commit();
                long version = store.getCurrentVersion();
                while (store.getFileStore().lastChunkVersion() < version) {
                    if (store.getPanicException() != null) {
                        throw store.getPanicException();
                    }
                    if (store.isClosed()) {
                        throw new SQLException("the database was closed before it was written out", CONNECTION_LOST);
                    }
                    LockSupport.parkNanos(WRITER_CHECK_NANOS);
                }
                store.sync();
                // On a file that is closed it forces nothing, and does not say so.
                store.getFileStore().readFully(null, 0, 1);
            } catch (SQLException | RuntimeException e) {
                throw lost(connection, "the commit could not be forced to the disk", e);
            }
        }
        isForced = true;
    }

    private static MVStore store(Connection connection) throws SQLException {
        return database(connection).getStore().getMvStore();
    }

    private static org.h2.engine.Database database(Connection connection) throws SQLException {
        try {
            return session(connection).getDatabase();
        } catch (DbException e) {
            throw e.getSQLException();
        }
    }

    private static SessionLocal session(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        if (session instanceof SessionLocal local) {
            return local;
        }
        if (session == null) {
            throw new SQLException("the connection is closed", CONNECTION_LOST);
        }
        throw new SQLException("it is an H2 in another process; an H2 must be embedded in this one");
    }

    @Override
    public OrderNumbers orderNumbers(Work work) {
        return new IndexedOrderNumbers(orderNumberIndex, work);
    }

    @Override
    public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.prepare(connection, sql);
    }

    @Override
    public void bind(PreparedStatement statement, int first, List<Column> columns) throws SQLException {
        int index = first;
        for (Column column : columns) {
            statement.setObject(index++, H2Values.array(column));
        }
    }

    @Override
    public void release(PreparedStatement statement) throws SQLException {
        statement.clearParameters();
    }

    @Override
    public int[] execute(Connection connection, List<Change> changes) throws SQLException {
        int[] changed = new int[changes.size()];
        for (int i = 0; i < changed.length; i++) {
            PreparedStatement statement = prepare(connection, changes.get(i).sql());
            try {
                bind(statement, 1, changes.get(i).parameters());
                changed[i] = statement.executeUpdate();
            } finally {
                release(statement);
            }
        }
        return changed;
    }

    @Override
    public void shutDown(DatabaseSettings settings) throws SQLException {
        HikariConfig config = pool(settings, "end");
        try (Connection connection =
                        DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } finally {
            String file = file();
            if (file != null) {
                H2File.close(file);
            }
        }
    }

    @Override
    public Field<String> byCodePoint(Field<String> text) {
        return text;
    }

    /** What H2 keeps count of: to count what a snapshot sees may take as long as to read it. */
    @Override
    public long paymentCount(DSLContext dsl) {
        Long estimate = dsl.select(field("row_count_estimate", Long.class))
                .from(table("information_schema.tables"))
                .where(condition("table_schema = current_schema and table_name = 'payments'"))
                .fetchSingle()
                .value1();
        return estimate;
    }

    private static HikariConfig pool(DatabaseSettings settings, String name) {
        HikariConfig config = Engine.pool(settings, name);
        config.setJdbcUrl(H2Url.withOptions(settings.url()));
        if (settings.user().isEmpty()) {
            config.setUsername("sa");
        }
        return config;
    }
}
