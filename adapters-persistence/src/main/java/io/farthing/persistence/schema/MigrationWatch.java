package io.farthing.persistence.schema;

import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.engine.MigrationFailure;
import io.farthing.persistence.h2.H2Databases;
import io.farthing.persistence.h2.H2Errors;
import io.farthing.persistence.h2.H2FilePath;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees which migration runs. That is told where there may be much to migrate, and when it fails: Flyway's own exception knows
 * it, too, but is lost where the database fails with the migration, since then Flyway cannot note that it has failed, and
 * throws that. For one start.
 */
final class MigrationWatch implements Callback {

    /** The first migration that can be begun anew on H2 wherever it was broken off: H2 commits each change of a table. */
    private static final int FIRST_TO_BEGIN_ANEW = 8;

    private static final Logger LOG = LoggerFactory.getLogger(MigrationWatch.class);

    private static final String FIRST_OF_ALL = "1";

    private final Engine engine;

    private volatile boolean isNew;
    private volatile @Nullable MigrationInfo begun;
    private volatile @Nullable String file;

    MigrationWatch(Engine engine) {
        this.engine = engine;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo migration = context.getMigrationInfo();
        begun = migration;
        isNew |= version(migration).equals(FIRST_OF_ALL);
        if (!isNew) {
            LOG.info("Begins {}; with many payments it may take minutes", name(migration));
        }
        if (isH2()) {
            try {
                file = H2Databases.file(context.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public String getCallbackName() {
        return "watch";
    }

    /** What to throw instead of this, which Flyway threw; itself if no migration had begun. */
    RuntimeException explained(RuntimeException failure) {
        MigrationInfo migration = begun;
        if (migration == null) {
            return failure;
        }
        MigrationFailure explained = new MigrationFailure(
                name(migration) + " failed: " + Failures.reason(why(failure)) + "; see to that and start again"
                        + next(migration),
                failure);
        if (why(failure) != failure) {
            explained.addSuppressed(why(failure));
        }
        return explained;
    }

    // When the file is lost everybody is told only that it is closed.
    private Throwable why(Throwable failure) {
        return Optional.ofNullable(file)
                .filter(name -> H2Errors.isFileLost(failure))
                .<Throwable>flatMap(H2FilePath::whyLost)
                .orElse(failure);
    }

    // PostgreSQL has rolled it back.
    private String next(MigrationInfo migration) {
        if (!isH2()) {
            return "";
        }
        if (Integer.parseInt(version(migration)) >= FIRST_TO_BEGIN_ANEW) {
            return ", it goes on from there";
        }
        return "; if it fails again, it was broken off half-way and cannot go on: restore the backup that was made before"
                + " the upgrade, or remove the file of a database that is new and empty";
    }

    private static String name(MigrationInfo migration) {
        return "migration " + version(migration) + " (" + migration.getDescription() + ")";
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion().getVersion();
    }

    private boolean isH2() {
        return engine.dialect() == SQLDialect.H2;
    }
}
