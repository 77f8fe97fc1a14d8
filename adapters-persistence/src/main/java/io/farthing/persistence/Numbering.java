package io.farthing.persistence;

import io.farthing.persistence.jooq.DefaultSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.Sequence;

/** Sees to it that a copied database goes on numbering where the other one stopped. */
final class Numbering {

    private Numbering() {}

    /** Sets all sequences of the target, and all columns that the target numbers itself; commits nothing. */
    static void continueAfter(Engine sourceEngine, Connection source, Connection target, List<CopiedTable> tables)
            throws SQLException {
        for (Sequence<?> sequence : DefaultSchema.DEFAULT_SCHEMA.getSequences()) {
            long next = next(sourceEngine, source, sequence.getName());
            execute(target, "alter sequence " + sequence.getName() + " restart with " + next);
        }
        for (CopiedTable table : tables) {
            for (CopiedTable.Column column : table.columns()) {
                if (column.isNumbered()) {
                    long next =
                            1 + number(source, "select coalesce(max(" + column.name() + "), 0) from " + table.name());
                    execute(
                            target,
                            "alter table " + table.name() + " alter column " + column.name() + " restart with " + next);
                }
            }
        }
    }

    private static long next(Engine engine, Connection source, String sequence) throws SQLException {
        return number(
                source,
                engine.dialect() == SQLDialect.POSTGRES
                        ? "select s.last_value + case when s.is_called then q.increment_by else 0 end from " + sequence
                                + " s, pg_sequences q where q.schemaname = current_schema() and q.sequencename = '"
                                + sequence + "'"
                        : "select base_value from information_schema.sequences where sequence_schema = schema()"
                                + " and sequence_name = '" + sequence + "'");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
