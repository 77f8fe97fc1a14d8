package io.farthing.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what it needs from the current row. */
@FunctionalInterface
interface RowReader {
    void read(ResultSet row) throws SQLException;
}
