package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.persistence.schema.UnfinishedCopy;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A host's data source is used without harm to what else is in it. */
final class HostDatabaseTest {

    private static final int CONNECTIONS = 8;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> itsTablesAreBesideThoseOfTheHostAndStayWhenItIsClosed() {
        return hosts("beside", host -> {
            execute(host, "create table users (id integer)");
            try (Database database = Database.in(host, "farthing", 2)) {
                database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
            }
            try (Database database = Database.in(host, "farthing", 2)) {
                assertThat(knowsAnn(database)).isTrue();
            }
            assertThat(execute(host, "select count(*) from users")).isEqualTo("0");
            assertThat(host.isClosed()).isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> connectionsComeBackAsTheyWere() {
        return hosts("back", host -> {
            String before = state(host);
            Database database = Database.in(host, "farthing", 2);
            database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
            database.unitOfWork().read(stores -> stores.journal().paymentCount());
            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isBetween(1, 4);
            database.close();
            database.close();

            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
            for (int i = 0; i < CONNECTIONS; i++) {
                assertThat(state(host)).isEqualTo(before);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aHostWhoseConnectionsCommitNothingByThemselvesLendsThemToo() {
        return hosts("by-hand", lending -> {
            try (HikariDataSource host = host(lending.getJdbcUrl(), false)) {
                String before = state(host);
                try (Database database = Database.in(host, "farthing", 2)) {
                    database.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
                    assertThat(knowsAnn(database)).isTrue();
                }
                assertThat(state(host)).isEqualTo(before).startsWith("false");
            }
        });
    }

    @Test
    void aTimeLimitOfTheHostsDoesNotBreakMigrationsOff() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        String name = TestPostgres.name(settings);
        TestPostgres.execute(name, "create table limits (statement text, idle text)");
        TestPostgres.execute(
                name,
                "create function note() returns event_trigger language plpgsql as 'begin insert into public.limits"
                        + " select current_setting(''statement_timeout''),"
                        + " current_setting(''idle_in_transaction_session_timeout''); end'");
        TestPostgres.execute(name, "create event trigger note on ddl_command_end execute function note()");
        TestPostgres.execute(name, "alter database " + name + " set statement_timeout = '1min'");
        TestPostgres.execute(name, "alter database " + name + " set idle_in_transaction_session_timeout = '1min'");

        try (HikariDataSource host = host(settings.url())) {
            Database.in(host, "farthing", 2).close();
        }

        assertThat(TestPostgres.execute(
                        name, "select string_agg(distinct statement || ' and ' || idle, ', ') from limits"))
                .isEqualTo("0 and 0");
    }

    @Test
    void anH2WithUpperCaseNamesIsRefusedWithAWayOut() {
        try (HikariDataSource host = host("jdbc:h2:mem:upper-case")) {
            assertThatThrownBy(() -> Database.in(host, "farthing", 2))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("DATABASE_TO_LOWER=TRUE");
        }
    }

    // The scheme is registered by other tests, so this one only says that its path began with it.
    @Test
    void anH2ThatWasOpenedBeforeTheSchemeWasKnownIsRefused() {
        String path = folder.resolve("host") + ";DATABASE_TO_LOWER=TRUE";
        try (HikariDataSource host = host("jdbc:h2:file:" + path)) {
            DataSource early = proxy(
                    DataSource.class,
                    host,
                    "getConnection",
                    connection -> proxy(
                            Connection.class,
                            connection,
                            "getMetaData",
                            data -> proxy(
                                    DatabaseMetaData.class, data, "getURL", url -> "jdbc:h2:file:farthing:" + path)));

            assertThatThrownBy(() -> Database.in(early, "farthing", 2))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("call H2File.register() before the first connection");
        }
    }

    @Test
    void aLibraryOfAnotherVersionIsNamedAndLeavesNothingOpen() {
        try (HikariDataSource host = host("jdbc:h2:mem:mixture;DATABASE_TO_LOWER=TRUE")) {
            DataSource mixture = proxy(
                    DataSource.class,
                    host,
                    "getConnection",
                    connection -> proxy(Connection.class, connection, "unwrap", session -> {
                        throw new NoSuchMethodError("org.h2.engine.Session.missing()");
                    }));

            assertThatThrownBy(() -> Database.in(mixture, "farthing", 2))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("farthing-parent")
                    .hasMessageContaining("Session.missing()");
            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void aPoolWithTooFewConnectionsIsToldHowManyAreBorrowed() {
        AtomicInteger lent = new AtomicInteger();
        try (HikariDataSource host = new HikariDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                // What is asked about the database comes first.
                if (lent.incrementAndGet() > 2) {
                    throw new SQLTransientConnectionException("none is free");
                }
                return super.getConnection();
            }
        }) {
            host.setJdbcUrl("jdbc:h2:mem:small;DATABASE_TO_LOWER=TRUE");

            assertThatThrownBy(() -> Database.in(host, "farthing", 2))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("none is free")
                    .hasMessageContaining("up to 4 connections are borrowed")
                    .hasMessageContaining("that many to spare");
        }
    }

    @Test
    void anUnfinishedCopyIsNotOpened() throws SQLException {
        try (HikariDataSource host = host("jdbc:h2:mem:unfinished;DATABASE_TO_LOWER=TRUE")) {
            Database.in(host, "farthing", 2).close();
            execute(host, "create table farthing." + UnfinishedCopy.TABLE + " (id integer)");

            assertThatThrownBy(() -> Database.in(host, "farthing", 2))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("a copy that is not finished");
            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void whatCannotBePreparedLeavesNothingOpen() throws SQLException {
        try (HikariDataSource host = host("jdbc:h2:mem:damaged;DATABASE_TO_LOWER=TRUE")) {
            Database.in(host, "farthing", 2).close();
            execute(host, "delete from farthing.order_number_index");

            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatThrownBy(() -> Database.in(host, "farthing", 2))
                        .isInstanceOf(StorageFailure.class)
                        .hasMessageNotContaining("this process has it open already");
                assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
            }
        }
    }

    @Test
    void aSchemaHasAName() {
        try (HikariDataSource host = host("jdbc:h2:mem:named;DATABASE_TO_LOWER=TRUE")) {
            assertThatThrownBy(() -> Database.in(host, "far thing", 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSecondOpeningOfAnH2IsRefusedUntilTheFirstIsClosed() {
        String file = folder.resolve("farthing").toString();
        Database first = Database.open(DatabaseSettings.of("jdbc:h2:file:" + file));
        String otherSpelling = "jdbc:h2:" + folder.resolve("x/../farthing");

        assertThatThrownBy(() -> Database.open(DatabaseSettings.of(otherSpelling)))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("this process has it open already")
                .hasMessageContaining("use one Database for all, or close the other one before");
        first.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
        first.close();

        try (Database second = Database.open(DatabaseSettings.of(otherSpelling))) {
            assertThat(knowsAnn(second)).isTrue();
        }
    }

    /** Something to do with a host's data source. */
    private interface Check {
        void on(HikariDataSource host) throws SQLException;
    }

    private static Stream<DynamicTest> hosts(String name, Check check) {
        return Stream.of("h2", "postgresql")
                .map(kind -> DynamicTest.dynamicTest(kind, () -> {
                    String url = kind.equals("h2")
                            ? "jdbc:h2:mem:host-" + name + ";DATABASE_TO_LOWER=TRUE"
                            : TestPostgres.newDatabase(2).url();
                    try (HikariDataSource host = host(url)) {
                        check.on(host);
                    }
                }));
    }

    private static boolean knowsAnn(Database database) {
        return database.unitOfWork()
                .read(stores ->
                        stores.users().find(Samples.user("ann").openId()).isPresent());
    }

    // With another result of one method.
    private static <T> T proxy(Class<T> type, Object target, String name, UnaryOperator<Object> other) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = method.invoke(target, arguments);
                    return method.getName().equals(name) ? other.apply(result) : result;
                }));
    }

    private static HikariDataSource host(String url) {
        return host(url, true);
    }

    private static HikariDataSource host(String url, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setAutoCommit(autoCommit);
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private static String state(HikariDataSource host) throws SQLException {
        try (Connection connection = host.getConnection()) {
            boolean isPostgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql");
            String settings = isPostgres
                    ? "select current_setting('lock_timeout') || current_setting('enable_seqscan')"
                            + " || current_setting('idle_in_transaction_session_timeout')"
                            + " || current_setting('statement_timeout') || current_setting('transaction_timeout')"
                            + " || current_setting('tcp_keepalives_idle') || current_setting('tcp_user_timeout')"
                            + " || current_setting('search_path') || current_setting('application_name')"
                    : "select isolation_level from information_schema.sessions where session_id = session_id()";
            return connection.getAutoCommit() + " " + connection.isReadOnly() + " "
                    + connection.getTransactionIsolation() + " " + connection.getSchema() + " "
                    + first(connection, settings);
        }
    }

    private static String execute(HikariDataSource host, String sql) throws SQLException {
        try (Connection connection = host.getConnection()) {
            return first(connection, sql);
        }
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
