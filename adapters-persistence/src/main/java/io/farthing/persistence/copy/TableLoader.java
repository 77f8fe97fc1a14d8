package io.farthing.persistence.copy;

import static java.util.stream.Collectors.joining;

import io.farthing.persistence.engine.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes many rows at once, in the way that is fastest for the database. */
@FunctionalInterface
interface TableLoader {

    /** Writes the rows, all columns in the order of the table's; commits nothing. */
    void load(CopiedTable table, List<@Nullable Object[]> rows) throws SQLException;

    /** The way of a database. */
    static TableLoader of(Engine engine, Connection connection) {
        return engine.dialect() == SQLDialect.POSTGRES
                ? (table, rows) -> copy(connection, table, rows)
                : (table, rows) -> insert(connection, table, rows);
    }

    private static void insert(Connection connection, CopiedTable table, List<@Nullable Object[]> rows)
            throws SQLException {
        String marks = table.columns().stream().map(column -> "?").collect(joining(", "));
        String sql = "insert into " + table.name() + " (" + table.columnList() + ") values (" + marks + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void copy(Connection connection, CopiedTable table, List<@Nullable Object[]> rows)
            throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.name() + " (" + table.columnList() + ") from stdin");
        try {
            CopyText text = new CopyText(copy);
            for (@Nullable Object[] row : rows) {
                text.write(row);
            }
            text.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Rows in the text form of PostgreSQL's COPY. */
    final class CopyText {

        private static final int BUFFER_BYTES = 64 * 1024;

        private final CopyIn copy;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);

        CopyText(CopyIn copy) {
            this.copy = copy;
        }

        void write(@Nullable Object[] row) throws SQLException {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(i == 0 ? "" : "\t").append(text(row[i]));
            }
            buffer.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            if (buffer.size() >= BUFFER_BYTES) {
                flush();
            }
        }

        void flush() throws SQLException {
            copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
            buffer.reset();
        }

        private static String text(@Nullable Object value) {
            if (value == null) {
                return "\\N";
            }
            if (value instanceof byte[] bytes) {
                return "\\\\x" + HexFormat.of().formatHex(bytes);
            }
            return value instanceof String string ? escaped(string) : value.toString();
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
        }
    }
}
