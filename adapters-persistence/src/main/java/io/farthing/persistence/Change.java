package io.farthing.persistence;

import java.util.List;

/**
 * A statement that changes rows.
 *
 * @param sql with a parameter for each column
 * @param rows how many rows it has to change
 * @param isOverRead whether it leaves out rows that are not as they were read; if there are such, that is a conflict
 * @param parameters columns of values
 */
record Change(String sql, int rows, boolean isOverRead, List<Column> parameters) {

    /** Looks whether it has changed what it had to. */
    void check(int changed) {
        if (changed == rows) {
            return;
        }
        if (isOverRead && changed < rows) {
            throw Failures.readOutOfDate(rows - changed);
        }
        throw new IllegalStateException("changed " + changed + " rows instead of " + rows);
    }
}
