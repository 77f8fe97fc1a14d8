package io.farthing.persistence.copy;

import io.farthing.persistence.schema.Migrations;
import io.farthing.persistence.schema.UnfinishedCopy;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold before a copy begins; what does not is a {@link CopyProblem}. */
final class CopyChecks {

    private final CopySide target;

    CopyChecks(CopySide target) {
        this.target = target;
    }

    /** The source is ours, complete, of this version, and in nobody's use. */
    static void requireSource(CopySide source) throws SQLException {
        Set<String> names = source.tables();
        if (!names.contains(CopiedTables.HISTORY)) {
            throw new CopyProblem("The database " + source.location() + " has no tables of Farthing to copy.");
        }
        if (names.contains(UnfinishedCopy.TABLE)) {
            throw new CopyProblem("The database " + source.location()
                    + " is itself the target of a copy that is not finished: finish that one first.");
        }
        source.requireNoServer();
        if (!Migrations.haveRun(source.connections(), source.engine())) {
            throw new CopyProblem("The tables of " + source.location() + " are those of another version of Farthing:"
                    + " start a server of this version on it once, stop it, and copy then.");
        }
    }

    /** The target is empty, or has our tables. */
    void requireNothingForeign() throws SQLException {
        Set<String> names = target.tables();
        if (!names.isEmpty() && !names.contains(CopiedTables.HISTORY)) {
            throw new CopyProblem("The database " + target.location() + " holds tables of something else ("
                    + String.join(", ", names) + "): copy into a database, or a schema, of Farthing's own.");
        }
    }

    /** Both have the same tables. */
    void requireSameTables(List<CopiedTable> tables) throws SQLException {
        List<CopiedTable> theirs = CopiedTables.of(target.connection());
        if (!Set.copyOf(theirs).equals(Set.copyOf(tables))) {
            Set<String> names = new TreeSet<>();
            theirs.stream().filter(table -> !tables.contains(table)).forEach(table -> names.add(table.name()));
            tables.stream().filter(table -> !theirs.contains(table)).forEach(table -> names.add(table.name()));
            throw new CopyProblem("The two databases differ in their tables (" + String.join(", ", names)
                    + "): both have to be of this version of Farthing and have no tables but its own.");
        }
    }

    /** The target's tables have no rows. */
    void requireEmpty(List<CopiedTable> tables) throws SQLException {
        for (CopiedTable table : tables) {
            if (!target.isEmpty(table)) {
                throw new CopyProblem("The database " + target.location() + " holds data already, in the table "
                        + table.name() + ": copy into a new, empty database. Nothing was changed.");
            }
        }
    }
}
