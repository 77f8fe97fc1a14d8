package io.farthing.persistence.schema;

import io.farthing.persistence.engine.Engine;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations as tests of other packages may run some of them. */
public final class TestMigrations {

    private TestMigrations() {}

    /** All of them, as a server runs them. */
    public static FluentConfiguration flyway(DataSource dataSource, Engine engine) {
        return Migrations.flyway(dataSource, engine);
    }
}
