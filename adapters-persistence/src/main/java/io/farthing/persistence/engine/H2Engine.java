package io.farthing.persistence.engine;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariConfig;
import io.farthing.persistence.h2.H2Commits;
import io.farthing.persistence.h2.H2Databases;
import io.farthing.persistence.h2.H2FilePath;
import io.farthing.persistence.h2.H2Statements;
import io.farthing.persistence.h2.H2Url;
import io.farthing.persistence.order.OrderNumberIndex;
import io.farthing.persistence.order.OrderNumbers;
import io.farthing.persistence.sql.Change;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2 inside this process, in a file or in memory. What H2 has to be helped with is a matter for the room {@code h2}. */
final class H2Engine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(H2Engine.class);

    /** How long somebody waits for a disk that does not take what another one has committed. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final boolean isInMemory;
    private final OrderNumberIndex orderNumberIndex;
    private final H2Statements statements = new H2Statements();
    private final H2Databases databases;
    private final H2Commits commits;

    private H2Engine(boolean isInMemory, int recentOrders, Duration patience) {
        this.isInMemory = isInMemory;
        this.orderNumberIndex = new OrderNumberIndex(recentOrders);
        this.databases = new H2Databases(isInMemory, CONNECTION_TIMEOUT);
        this.commits = new H2Commits(databases, patience);
    }

    static H2Engine of(Access access) {
        return of(access, OrderNumberIndex.CAPACITY, PATIENCE);
    }

    /** An engine that knows so many payments from memory, and waits so long for a disk. */
    static H2Engine of(Access access, int recentOrders, Duration patience) {
        H2Url.check(access.url());
        H2FilePath.register();
        return new H2Engine(H2Url.isInMemory(access.url()), recentOrders, patience);
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
    public void recover(Access access) throws SQLException {
        if (isInMemory) {
            return;
        }
        try (Connection connection = connect(access)) {
            if (databases.begin(connection)) {
                shutDown(connection);
            }
        }
    }

    @Override
    public HikariConfig writers(Access access) {
        HikariConfig config = pool(access, "write");
        config.setConnectionInitSql("set session characteristics as transaction isolation level read committed");
        return config;
    }

    @Override
    public HikariConfig readers(Access access) {
        HikariConfig config = pool(access, "read");
        config.setConnectionInitSql("set session characteristics as transaction isolation level snapshot");
        return config;
    }

    /** Nothing: what H2 can open will do. */
    @Override
    public void requireUsable(Connection connection) {}

    @Override
    public void check(DataSource writers) throws SQLException {
        String name;
        boolean isSafe;
        try (Connection connection = writers.getConnection()) {
            name = databases.claim(connection);
            isSafe = H2Databases.isCrashSafe(connection);
        }
        if (isInMemory) {
            LOG.warn("The database is in memory: everything is gone when this process ends");
        } else if (!isSafe) {
            LOG.warn(
                    "A killed process may come back without the last commits of {}, or with a file that H2 cannot open:"
                            + " call H2File.register(), begin its path with {}: and add ;WRITE_DELAY=0 to its URL",
                    name,
                    H2FilePath.SCHEME);
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
        commits.commit(connection, wrote);
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
        commits.awaitDurable(connection);
    }

    @Override
    public OrderNumbers orderNumbers(Transaction transaction) {
        return orderNumberIndex.numbers(transaction);
    }

    @Override
    public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return statements.prepare(connection, sql);
    }

    @Override
    public void bind(PreparedStatement statement, int first, List<Column> columns) throws SQLException {
        H2Statements.bind(statement, first, columns);
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
    public void shutDown(Access access) throws SQLException {
        try (Connection connection = connect(access)) {
            shutDown(connection);
        } finally {
            databases.closeFile();
        }
    }

    private static Connection connect(Access access) throws SQLException {
        HikariConfig config = pool(access, "end");
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

    private static HikariConfig pool(Access access, String name) {
        HikariConfig config = Engine.pool(access, name);
        config.setJdbcUrl(H2Url.withOptions(access.url()));
        if (access.user().isEmpty()) {
            config.setUsername("sa");
        }
        return config;
    }
}
