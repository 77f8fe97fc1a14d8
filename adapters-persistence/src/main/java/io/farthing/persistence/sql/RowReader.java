package io.farthing.persistence.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what it needs from a row. */
@FunctionalInterface
public interface RowReader {
    /** Called with the result of a query at each of its rows; moves it nowhere. */
    void read(ResultSet row) throws SQLException;
}
