package io.farthing.persistence.sql;

import java.util.List;

/**
 * A statement that changes rows.
 *
 * @param sql with a parameter for each column
 * @param rows how many rows it has to change
 * @param isOverRead whether it leaves out rows that are not as they were read; if there are such, that is a conflict
 * @param parameters columns of values
 */
public record Change(String sql, int rows, boolean isOverRead, List<Column> parameters) {}
