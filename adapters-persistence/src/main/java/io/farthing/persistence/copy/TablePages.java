package io.farthing.persistence.copy;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table along its primary key, a page at a time. Used by one thread.
 *
 * <p>A page is found by the key's index whatever the size of the table: first the rows that share all of the last key but
 * its last column, then those that share less. One condition for all of them would have H2 read the table from its
 * beginning for every page.
 */
final class TablePages {

    // A payment carries up to 100 kB: so many of the largest still fit into a small memory twice.
    static final int ROWS = 500;

    private final Connection connection;
    private final CopiedTable table;

    TablePages(Connection connection, CopiedTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** Up to {@value #ROWS} rows that follow that key, or from the first one; empty at the end. */
    List<@Nullable Object[]> after(Optional<List<Object>> last) throws SQLException {
        List<@Nullable Object[]> page = new ArrayList<>();
        if (last.isEmpty()) {
            read(page, List.of());
            return page;
        }
        for (int shared = table.key().size() - 1; shared >= 0 && page.size() < ROWS; shared--) {
            read(page, last.get().subList(0, shared + 1));
        }
        return page;
    }

    /** The key of a row. */
    List<Object> key(@Nullable Object[] row) {
        List<Object> key = new ArrayList<>();
        for (CopiedTable.Column column : table.key()) {
            Object value = row[table.columns().indexOf(column)];
            if (value == null) {
                throw new IllegalStateException("a primary key of " + table.name() + " has no value");
            }
            key.add(value);
        }
        return key;
    }

    // The rows whose key begins with all but the last of these values, and goes on above the last one.
    private void read(List<@Nullable Object[]> page, List<Object> above) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(above.size(), ROWS - page.size()))) {
            for (int i = 0; i < above.size(); i++) {
                statement.setObject(i + 1, above.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(row(rows));
                }
            }
        }
    }

    private String sql(int above, int limit) {
        StringBuilder sql = new StringBuilder("select " + table.columnList() + " from " + table.name());
        for (int i = 0; i < above; i++) {
            sql.append(i == 0 ? " where " : " and ")
                    .append(table.key().get(i).name())
                    .append(i == above - 1 ? " > ?" : " = ?");
        }
        String key = table.key().stream().map(CopiedTable.Column::name).collect(joining(", "));
        return sql + " order by " + key + " fetch first " + limit + " rows only";
    }

    private @Nullable Object[] row(ResultSet rows) throws SQLException {
        @Nullable Object[] row = new Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = table.columns().get(i).kind().read(rows, i + 1);
        }
        return row;
    }
}
