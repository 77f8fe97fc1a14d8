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
                    long next = next(sourceEngine, source, table.name(), column.name());
                    execute(
                            target,
                            "alter table " + table.name() + " alter column " + column.name() + " restart with " + next);
                }
            }
        }
    }

    private static long next(Engine engine, Connection source, String sequence) throws SQLException {
        return engine.dialect() == SQLDialect.POSTGRES
                ? nextOfPostgres(source, sequence)
                : number(
                        source,
                        "select base_value from information_schema.sequences where sequence_schema = schema()"
                                + " and sequence_name = '" + sequence + "'");
    }

    // Rows may have been removed, those of the outbox always are, and whoever was told a number takes another event
    // that has it for a repeat. So what counts is how far the source's generator is. That may be behind the rows all
    // the same: rows that were written with a number do not move it.
    private static long next(Engine engine, Connection source, String table, String column) throws SQLException {
        long behindRows = 1 + number(source, "select coalesce(max(" + column + "), 0) from " + table);
        return Math.max(behindRows, generated(engine, source, table, column));
    }

    private static long generated(Engine engine, Connection source, String table, String column) throws SQLException {
        return engine.dialect() == SQLDialect.POSTGRES
                ? nextOfPostgres(
                        source, text(source, "select pg_get_serial_sequence('" + table + "', '" + column + "')"))
                : number(
                        source,
                        "select identity_base from information_schema.columns where table_schema = schema()"
                                + " and table_name = '" + table + "' and column_name = '" + column + "'");
    }

    private static long nextOfPostgres(Connection source, String sequence) throws SQLException {
        return number(
                source,
                "select s.last_value + case when s.is_called then q.seqincrement else 0 end from " + sequence
                        + " s, pg_sequence q where q.seqrelid = cast('" + sequence + "' as regclass)");
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(text(connection, query));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
