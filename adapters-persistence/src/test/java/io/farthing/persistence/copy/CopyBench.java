package io.farthing.persistence.copy;

import io.farthing.application.service.LedgerService;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TableContents;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.copy.DatabaseCopy.Step;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** Databases to copy, and what is in them. */
public abstract class CopyBench {

    static final DatabaseCopy.Progress IGNORED = (step, table, rows, of) -> {};

    @TempDir
    Path folder;

    /** Copies, and checks the books as the command does. */
    public static DatabaseCopy.Report copy(
            DatabaseSettings source, DatabaseSettings target, DatabaseCopy.Progress progress) {
        return DatabaseCopy.run(source, target, unitOfWork -> new LedgerService(unitOfWork), progress);
    }

    static DatabaseCopy.Progress cutOffAt(Step when, String where, long rowCount) {
        return (step, table, rows, of) -> {
            if (step == when && table.equals(where) && rows == rowCount) {
                throw new PowerCut();
            }
        };
    }

    DatabaseSettings filled(String kind, int payments) {
        DatabaseSettings settings = empty(kind);
        try (Database database = Database.open(settings)) {
            CopySample.fill(database.unitOfWork(), payments);
        }
        return settings;
    }

    DatabaseSettings empty(String kind) {
        return kind.equals("h2") ? h2() : TestPostgres.newDatabase(4);
    }

    DatabaseSettings h2() {
        return new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString()), Optional.empty(), Optional.empty(), 4);
    }

    static String name(DatabaseSettings settings) {
        return settings.url().replaceAll(".*/|\\?.*", "");
    }

    static Map<String, Set<String>> contents(DatabaseSettings settings) throws SQLException {
        Map<String, Set<String>> contents = TableContents.of(settings);
        contents.keySet().removeAll(CopiedTables.LEFT_OUT.keySet());
        return contents;
    }

    /** The process ends here, without another word. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
