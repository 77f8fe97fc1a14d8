package io.farthing.persistence;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariConfig;
import io.farthing.persistence.sql.Change;
import io.farthing.persistence.sql.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * H2 inside this process, in a file or in memory.
 *
 * <p>A commit of H2 is visible to others before it is on disk. So commits and forces take turns here, and whoever has
 * seen a commit that is not forced yet waits until it is; {@code docs/adr/0003-durability.md} says why. A database that has
 * failed is a matter for {@link H2Databases}.
 */
final class H2Engine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(H2Engine.class);

    private static final long WRITER_CHECK_NANOS = 20_000;

    /** For so long somebody waits for a disk that does not take what another one has committed. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    // SQL's own class of states for resources that there are not enough of: the connection is none the worse for it.
    private static final String NO_TURN = "53000";

    private final boolean isInMemory;
    private final Duration patience;
    private final OrderNumberIndex orderNumberIndex;
    private final H2Statements statements = new H2Statements();

    private final H2PageGatherer gatherer = new H2PageGatherer();

    /** Whose turn it is to commit, to force, or to let go of a database. */
    private final ReentrantLock turn = new ReentrantLock();

    private final H2Databases databases;

    // What is found at the start was perhaps never forced either.
    private volatile boolean isForced;

    private H2Engine(boolean isInMemory, int recentOrders, Duration patience) {
        this.isInMemory = isInMemory;
        this.patience = patience;
        this.orderNumberIndex = new OrderNumberIndex(recentOrders);
        this.databases = new H2Databases(isInMemory, turn);
    }

    static H2Engine of(DatabaseSettings settings) {
        return of(settings, OrderNumberIndex.CAPACITY, PATIENCE);
    }

    /** An engine that knows so many payments from memory, and waits so long for a disk. */
    static H2Engine of(DatabaseSettings settings, int recentOrders, Duration patience) {
        H2Url.check(settings.url());
        H2File.register();
        return new H2Engine(H2Url.isInMemory(settings.url()), recentOrders, patience);
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    // Tables may be part of it: of these, H2 knows only what it has read when it opens the file.
    @Override
    public void recover(DatabaseSettings settings) throws SQLException {
        if (isInMemory) {
            return;
        }
        try (Connection connection = connect(settings)) {
            if (databases.begin(connection)) {
                shutDown(connection);
            }
        }
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
            name = databases.claim(connection);
            isSafe = name.startsWith(H2File.SCHEME + ":")
                    && H2Databases.store(connection).getAutoCommitDelay() == 0;
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

    @Override
    public void release() {
        databases.release();
    }

    @Override
    public List<String> changedSettings() {
        return List.of();
    }

    @Override
    public void beforeConnecting() throws SQLException {
        databases.requireFileInPlace();
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        databases.begin(connection);
    }

    /** Nothing: nobody else has the database open. */
    @Override
    public void waitBriefly(Connection connection) {}

    @Override
    public void commit(Connection connection, boolean wrote) throws SQLException {
        if (!wrote) {
            connection.commit();
            awaitDurable(connection);
            return;
        }
        awaitTurn();
        try {
            isForced = false;
            change(connection);
            force(connection);
        } finally {
            turn.unlock();
        }
        databases.requireFileInPlace();
    }

    // H2 may write to the file when everything is changed already, and say that this failed. It closes the database
    // then, while it has its store locked; others who close it lock the two in this order.
    private void change(Connection connection) throws SQLException {
        org.h2.engine.Database database = H2Databases.database(connection);
        synchronized (database) {
            try {
                if (!isInMemory) {
                    gatherer.beforeCommit(H2Databases.session(connection), database);
                }
                connection.commit();
            } catch (SQLException e) {
                throw databases.lost(connection, "the commit failed, and may have taken effect", e);
            }
        }
    }

    @Override
    public void afterFailure(Connection connection, Throwable failure) {
        databases.afterFailure(connection, failure);
    }

    @Override
    public boolean cannotConnect(Throwable failure) {
        return databases.cannotConnect(failure);
    }

    @Override
    public void awaitDurable(Connection connection) throws SQLException {
        if (!isForced) {
            awaitTurn();
            try {
                if (!isForced) {
                    force(connection);
                }
            } finally {
                turn.unlock();
            }
        }
        // What was seen in a database that has failed since may never have been on disk.
        if (H2Databases.session(connection).isClosed()) {
            throw new SQLException("the database has failed meanwhile", H2Databases.CONNECTION_LOST);
        }
        databases.requireFileInPlace();
    }

    // Whoever forces may have to wait for the disk for long, and nobody can call him back. The others need not.
    private void awaitTurn() throws SQLException {
        boolean isOurs = false;
        try {
            isOurs = turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isOurs) {
            throw new SQLException("the disk has not taken an earlier commit in " + patience, NO_TURN);
        }
    }

    // H2 has written the commit by now, unless it is a host's with a background writer. That hands it to another
    // thread, and H2 alone would force the file before it is in there. Every store has a version, and the last one that
    // was written out can be asked for.
    private void force(Connection connection) throws SQLException {
        if (!isInMemory) {
            try {
                MVStore store = H2Databases.store(connection);
                store.commit();
                long version = store.getCurrentVersion();
                while (store.getFileStore().lastChunkVersion() < version) {
                    if (store.getPanicException() != null) {
                        throw store.getPanicException();
                    }
                    if (store.isClosed()) {
                        throw new SQLException(
                                "the database was closed before it was written out", H2Databases.CONNECTION_LOST);
                    }
                    LockSupport.parkNanos(WRITER_CHECK_NANOS);
                }
                store.sync();
                // On a file that is closed it forces nothing, and does not say so.
                store.getFileStore().readFully(null, 0, 1);
            } catch (SQLException | RuntimeException e) {
                throw databases.lost(connection, "the commit could not be forced to the disk", e);
            }
        }
        isForced = true;
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
        try (Connection connection = connect(settings)) {
            shutDown(connection);
        } finally {
            databases.closeFile();
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        HikariConfig config = pool(settings, "end");
        return DriverManager.getConnection(config.getJdbcUrl(), config.getUsername(), config.getPassword());
    }

    private static void shutDown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
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
