package io.farthing.persistence.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * By what a database is known that is the target of a copy, which is not finished: no server starts on it. Thread-safe: no
 * state.
 */
public final class UnfinishedCopy {

    /** The name of a table that is there only as long as the copy is unfinished. */
    public static final String TABLE = "copy_in_progress";

    private UnfinishedCopy() {}

    /** Whether the database is the target of a copy that is unfinished. */
    public static boolean isIn(Connection connection) throws SQLException {
        return TableNames.of(connection).contains(TABLE);
    }
}
