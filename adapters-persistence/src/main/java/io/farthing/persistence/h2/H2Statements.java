package io.farthing.persistence.h2;

import io.farthing.persistence.sql.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbc.JdbcConnection;

/**
 * What the connections to an H2 have prepared. H2 keeps some statements that were closed, but not those that lock or
 * merge; to parse one takes as long as to execute it. Thread-safe, as long as one thread at a time uses a connection.
 */
public final class H2Statements {

    private final Map<JdbcConnection, Map<String, PreparedStatement>> prepared = new ConcurrentHashMap<>();

    /** A statement, ready for its parameters, which is made once for a connection and a text. */
    public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        Map<String, PreparedStatement> kept = prepared.get(session);
        if (kept == null) {
            forgetEnded();
            kept = new HashMap<>();
            prepared.put(session, kept);
        }
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = session.prepareStatement(sql);
            kept.put(sql, statement);
        }
        return statement;
    }

    /** Sets the parameters of a statement, from that one on. */
    public static void bind(PreparedStatement statement, int first, List<Column> columns) throws SQLException {
        int index = first;
        for (Column column : columns) {
            statement.setObject(index++, H2Values.array(column));
        }
    }

    // The pool replaces connections every half an hour, and those that were lost. A statement holds its connection, so
    // nobody else would ever let go of them.
    private void forgetEnded() throws SQLException {
        for (JdbcConnection session : List.copyOf(prepared.keySet())) {
            if (session.isClosed()) {
                Map<String, PreparedStatement> kept = prepared.remove(session);
                if (kept != null) {
                    for (PreparedStatement statement : kept.values()) {
                        statement.close();
                    }
                }
            }
        }
    }
}
