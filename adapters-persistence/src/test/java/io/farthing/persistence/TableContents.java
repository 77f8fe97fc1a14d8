package io.farthing.persistence;

import io.farthing.persistence.h2.H2Url;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a database holds, as text, read without any of the classes under test. */
public final class TableContents {

    private TableContents() {}

    /** Table name to rows; each row says all columns and their values, in the order of the columns' names. */
    public static Map<String, Set<String>> of(DatabaseSettings settings) throws SQLException {
        try (Connection connection = connect(settings)) {
            Map<String, Set<String>> contents = new TreeMap<>();
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (tables.next()) {
                    String name = tables.getString("TABLE_NAME");
                    contents.put(name, rows(connection, name));
                }
            }
            return contents;
        }
    }

    /** Runs one statement. */
    public static void execute(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return settings.url().startsWith("jdbc:h2:")
                ? DriverManager.getConnection(H2Url.withOptions(settings.url()), "sa", "")
                : DriverManager.getConnection(settings.url());
    }

    private static Set<String> rows(Connection connection, String table) throws SQLException {
        Set<String> rows = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table)) {
            ResultSetMetaData columns = found.getMetaData();
            while (found.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Object value = found.getObject(i);
                    row.put(
                            columns.getColumnLabel(i),
                            value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
