package io.farthing.persistence.copy;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A table as the database itself describes it.
 *
 * @param name its name
 * @param columns its columns, in the alphabetical order of their names, which is the same in every database
 * @param key the columns of its primary key, in the order of the key
 */
record CopiedTable(String name, List<Column> columns, List<Column> key) {

    /**
     * A column.
     *
     * @param name its name
     * @param kind what it holds
     * @param isNumbered whether the database numbers its rows where nobody else does
     */
    record Column(String name, ColumnKind kind, boolean isNumbered) {}

    CopiedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalStateException("the table " + name + " has no primary key, so it cannot be copied");
        }
    }

    /** The names of all columns, separated by commas. */
    String columnList() {
        return columns.stream().map(Column::name).collect(joining(", "));
    }
}
