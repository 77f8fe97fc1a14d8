package io.farthing.persistence.schema;

import io.farthing.persistence.engine.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to date. Thread-safe: no state. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String FOLDER = "classpath:io/farthing/persistence/migration";

    /**
     * Of scripts that were changed after servers had run them, so that they can begin anew where they were broken off. What
     * they leave is the same.
     */
    private static final Map<String, Integer> EARLIER_CHECKSUMS = Map.of("8", -862227654, "10", 331513011);

    private Migrations() {}

    /**
     * Runs the migrations that have not run yet; several servers that start at once wait for one another. Tables of a later
     * version are refused: it may keep there what this one would not look at, such as the order numbers that are taken.
     */
    public static void run(DataSource dataSource, Engine engine) throws SQLException {
        run(flyway(dataSource, engine), engine);
    }

    /** The same for tables in a schema of their own, which is made when it is missing. */
    public static void run(DataSource dataSource, Engine engine, String schema) throws SQLException {
        run(flyway(dataSource, engine).defaultSchema(schema), engine);
    }

    private static void run(FluentConfiguration configuration, Engine engine) throws SQLException {
        try (Connection connection = configuration.getDataSource().getConnection()) {
            engine.requireUsable(connection);
        }
        MigrationWatch watch = new MigrationWatch(engine);
        Flyway flyway = configuration.callbacks(watch).load();
        if (engine.dialect() == SQLDialect.H2) {
            dropBrokenCopies(configuration);
            forgetFailures(flyway);
        }
        acceptEarlierScripts(flyway);
        MigrateResult result = migrate(flyway, watch);
        MigrationInfo newest = flyway.info().current();
        if (newest.getState() != MigrationState.SUCCESS) {
            throw new SQLException(
                    "its tables are those of a later version of Farthing (migration " + newest.getVersion()
                            + " has run, which this version does not have): start that version or a later one, or restore the"
                            + " backup that was made before the upgrade");
        }
        LOG.info(
                "The tables are up to date: {} migrations ran, version {}",
                result.migrationsExecuted,
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion);
    }

    // H2 adds a column to a copy of the table, which stays for ever when the process is killed meanwhile: it would take
    // room, and copy-database would not know it. In the end H2 puts the copy in the place of the table, so one without
    // its table is all there is of it.
    private static void dropBrokenCopies(Configuration flyway) throws SQLException {
        try (Connection connection = flyway.getDataSource().getConnection();
                PreparedStatement copies = connection.prepareStatement("select c.table_schema, c.table_name from"
                        + " information_schema.tables c join information_schema.tables t"
                        + " on t.table_schema = c.table_schema"
                        + " and regexp_like(c.table_name, '^' || t.table_name || '_COPY_[0-9]+_[0-9]+$')"
                        + " where c.table_schema = coalesce(?, current_schema)");
                Statement statement = connection.createStatement()) {
            copies.setString(1, flyway.getDefaultSchema());
            try (ResultSet names = copies.executeQuery()) {
                while (names.next()) {
                    statement.execute("drop table " + quoted(names.getString(1)) + "." + quoted(names.getString(2)));
                }
            }
        }
    }

    // H2 cannot take back a change of a table, so Flyway notes that a migration has failed, and runs none until
    // somebody has put the tables in order and removed the note. Ours begin anew, or fail at what is there already.
    // Flyway's own repair would also forget migrations of a later version, whose tables are to be refused.
    private static void forgetFailures(Flyway flyway) throws SQLException {
        for (MigrationInfo migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FAILED) {
                LOG.warn("Migration {} failed at an earlier start and begins anew", migration.getVersion());
                String version = migration.getVersion().getVersion();
                changeHistory(flyway, "delete from", "where \"version\" = '" + version + "' and not \"success\"");
            }
        }
    }

    // Flyway refuses a database in which a script has run that reads otherwise now.
    private static void acceptEarlierScripts(Flyway flyway) throws SQLException {
        for (MigrationInfo migration : flyway.info().applied()) {
            String version = String.valueOf(migration.getVersion());
            Integer earlier = EARLIER_CHECKSUMS.get(version);
            if (earlier != null && earlier.equals(migration.getAppliedChecksum())) {
                changeHistory(
                        flyway,
                        "update",
                        "set \"checksum\" = " + migration.getResolvedChecksum() + " where \"version\" = '" + version
                                + "'");
            }
        }
    }

    private static void changeHistory(Flyway flyway, String verb, String rest) throws SQLException {
        Configuration configuration = flyway.getConfiguration();
        String schema = configuration.getDefaultSchema();
        String table = (schema == null ? "" : quoted(schema) + ".") + quoted(configuration.getTable());
        try (Connection connection = configuration.getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(verb + " " + table + " " + rest);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    // Flyway's own advice speaks of settings that we don't have.
    private static MigrateResult migrate(Flyway flyway, MigrationWatch watch) throws SQLException {
        try {
            return flyway.migrate();
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new SQLException("its schema holds tables or functions of others and none of Farthing's; use an"
                        + " empty database, or a schema that is empty");
            }
            throw watch.explained(e);
        } catch (RuntimeException e) {
            throw watch.explained(e);
        }
    }

    /** Whether all migrations have run, and none that is not known here. */
    public static boolean haveRun(DataSource dataSource, Engine engine) {
        MigrationInfoService info = flyway(dataSource, engine).load().info();
        return info.pending().length == 0
                && Arrays.stream(info.applied()).allMatch(migration -> migration.getState() == MigrationState.SUCCESS);
    }

    // Those of both databases, and those of this one. Whoever comes while another runs them waits for as long as that
    // takes: on a large table that is longer than the 50 s after which Flyway would give up. The scripts are beside
    // this class, and not where the thread of a host may have its classes from.
    static FluentConfiguration flyway(DataSource dataSource, Engine engine) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(FOLDER, FOLDER + "-" + engine.name())
                .javaMigrations(new ChainedCredits(engine))
                .lockRetryCount(-1);
    }
}
