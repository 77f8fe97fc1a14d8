package io.farthing.persistence.copy;

import io.farthing.persistence.jooq.DefaultSchema;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Sequence;

/** Sees to it that a copied database goes on numbering where the other one stopped. */
final class Numbering {

    private Numbering() {}

    /** Sets all sequences of the target, and all columns that the target numbers itself; commits nothing. */
    static void continueAfter(CopySide source, CopySide target, List<CopiedTable> tables) throws SQLException {
        for (Sequence<?> sequence : DefaultSchema.DEFAULT_SCHEMA.getSequences()) {
            String name = sequence.getName();
            target.execute("alter sequence " + name + " restart with " + next(source, name));
        }
        for (CopiedTable table : tables) {
            for (CopiedTable.Column column : table.columns()) {
                if (column.isNumbered()) {
                    long next = next(source, table.name(), column.name());
                    target.execute(
                            "alter table " + table.name() + " alter column " + column.name() + " restart with " + next);
                }
            }
        }
    }

    private static long next(CopySide source, String sequence) throws SQLException {
        return source.isPostgres()
                ? nextOfPostgres(source, sequence)
                : source.number("select base_value from information_schema.sequences where sequence_schema = schema()"
                        + " and sequence_name = '" + sequence + "'");
    }

    // Rows may have been removed, those of the outbox always are, and whoever was told a number takes another event
    // that has it for a repeat. So what counts is how far the source's generator is. That may be behind the rows all
    // the same: rows that were written with a number do not move it.
    private static long next(CopySide source, String table, String column) throws SQLException {
        long behindRows = 1 + source.number("select coalesce(max(" + column + "), 0) from " + table);
        return Math.max(behindRows, generated(source, table, column));
    }

    private static long generated(CopySide source, String table, String column) throws SQLException {
        return source.isPostgres()
                ? nextOfPostgres(
                        source, source.text("select pg_get_serial_sequence('" + table + "', '" + column + "')"))
                : source.number("select identity_base from information_schema.columns where table_schema = schema()"
                        + " and table_name = '" + table + "' and column_name = '" + column + "'");
    }

    private static long nextOfPostgres(CopySide source, String sequence) throws SQLException {
        return source.number("select s.last_value + case when s.is_called then q.seqincrement else 0 end from "
                + sequence + " s, pg_sequence q where q.seqrelid = cast('" + sequence + "' as regclass)");
    }
}
