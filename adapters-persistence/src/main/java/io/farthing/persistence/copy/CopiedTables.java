package io.farthing.persistence.copy;

import io.farthing.persistence.schema.TableNames;
import io.farthing.persistence.schema.UnfinishedCopy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables that are copied: all that the database has, but for those of which it is said here why not. Nobody has to
 * remember to add a new one.
 */
final class CopiedTables {

    /** Which migrations ran; the target has its own. Its absence shows that a database is not one of ours. */
    static final String HISTORY = "flyway_schema_history";

    /** Tables that are left out, and why. */
    static final Map<String, String> LEFT_OUT = Map.of(
            HISTORY,
            "says which migrations ran, and the target's own did",
            UnfinishedCopy.TABLE,
            "says how far the copy itself is",
            "order_number_blocks",
            "an index that only H2 has and that is made anew from the payments",
            "order_number_index",
            "says how far that index is",
            "funding_lock",
            "says nothing: its one row is there to be locked, and the target has its own");

    private final Connection connection;
    private final DatabaseMetaData metaData;

    private CopiedTables(Connection connection) throws SQLException {
        this.connection = connection;
        this.metaData = connection.getMetaData();
    }

    /** The tables, each behind those that it refers to. */
    static List<CopiedTable> of(Connection connection) throws SQLException {
        return new CopiedTables(connection).inOrder();
    }

    private List<CopiedTable> inOrder() throws SQLException {
        Set<String> left = TableNames.of(connection);
        left.removeAll(LEFT_OUT.keySet());
        Map<String, CopiedTable> ordered = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            List<String> free = new ArrayList<>();
            for (String name : left) {
                if (!refersToAny(name, left)) {
                    free.add(name);
                }
            }
            if (free.isEmpty()) {
                throw new IllegalStateException("the tables " + left + " refer to one another in a circle");
            }
            for (String name : free) {
                ordered.put(name, table(name));
            }
            left.removeAll(free);
        }
        return List.copyOf(ordered.values());
    }

    private boolean refersToAny(String name, Collection<String> others) throws SQLException {
        try (ResultSet rows = metaData.getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (rows.next()) {
                String parent = rows.getString("PKTABLE_NAME");
                if (!parent.equals(name) && others.contains(parent)) {
                    return true;
                }
            }
            return false;
        }
    }

    private CopiedTable table(String name) throws SQLException {
        Map<String, CopiedTable.Column> columns = new TreeMap<>();
        try (ResultSet rows = metaData.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
            while (rows.next()) {
                // A pattern may match other tables, too: an underline stands for any character.
                if (rows.getString("TABLE_NAME").equals(name)) {
                    CopiedTable.Column column = column(name, rows);
                    columns.put(column.name(), column);
                }
            }
        }
        return new CopiedTable(name, List.copyOf(columns.values()), key(name, columns));
    }

    private static CopiedTable.Column column(String table, ResultSet row) throws SQLException {
        String name = row.getString("COLUMN_NAME");
        ColumnKind kind = ColumnKind.of(table + "." + name, row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"));
        return new CopiedTable.Column(name, kind, "YES".equals(row.getString("IS_AUTOINCREMENT")));
    }

    private List<CopiedTable.Column> key(String name, Map<String, CopiedTable.Column> columns) throws SQLException {
        Map<Integer, CopiedTable.@Nullable Column> key = new TreeMap<>();
        try (ResultSet rows = metaData.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), columns.get(rows.getString("COLUMN_NAME")));
            }
        }
        return List.copyOf(key.values());
    }
}
