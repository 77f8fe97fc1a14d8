package io.farthing.persistence;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to date. */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String FOLDER = "classpath:io/farthing/persistence/migration";

    private Migrations() {}

    /** Runs the migrations that have not run yet; several servers that start at once wait for one another. */
    static void run(DataSource dataSource, Engine engine) {
        run(flyway(dataSource, engine).load());
    }

    /** The same for tables in a schema of their own, which is made when it is missing. */
    static void run(DataSource dataSource, Engine engine, String schema) {
        run(flyway(dataSource, engine).defaultSchema(schema).load());
    }

    private static void run(Flyway flyway) {
        MigrateResult result = flyway.migrate();
        LOG.info(
                "The tables are up to date: {} migrations ran, version {}",
                result.migrationsExecuted,
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion);
    }

    /** Whether all migrations have run, and none that is not known here. */
    static boolean haveRun(DataSource dataSource, Engine engine) {
        MigrationInfoService info = flyway(dataSource, engine).load().info();
        return info.pending().length == 0
                && Arrays.stream(info.applied()).allMatch(migration -> migration.getState() == MigrationState.SUCCESS);
    }

    // Those of both databases, and those of this one.
    private static FluentConfiguration flyway(DataSource dataSource, Engine engine) {
        return Flyway.configure().dataSource(dataSource).locations(FOLDER, FOLDER + "-" + engine.name());
    }
}
