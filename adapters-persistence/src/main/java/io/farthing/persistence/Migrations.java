package io.farthing.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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
        // Those of both databases, and those of this one.
        MigrateResult result = Flyway.configure()
                .dataSource(dataSource)
                .locations(FOLDER, FOLDER + "-" + engine.name())
                .load()
                .migrate();
        LOG.info(
                "The tables are up to date: {} migrations ran, version {}",
                result.migrationsExecuted,
                result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion);
    }
}
