package io.farthing.persistence.payment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.farthing.persistence.sql.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Rows of values that are given to a statement in columns: each is one parameter, an array ({@link Column}).
 *
 * <p>The standard has {@code unnest} for it. PostgreSQL makes a table in memory of every array there, and then one of all
 * of them. A value of fixed length is found in its array at once, by the number of the row, so what comes after the first
 * column and after those of texts and bytes is not unnested there; that saves a tenth of what it costs to change rows.
 */
final class GivenRows {

    private static final String ROWS = "t";
    private static final String ARRAYS = "given";
    private static final String PLACE = "place";

    private final Map<String, TableField<?, ?>> columns;

    /** How many columns, from the first on, are unnested. */
    private final int unnested;

    /** Rows of these columns, by their names and in the order of their parameters; their types are those of the fields. */
    GivenRows(SQLDialect dialect, Map<String, TableField<?, ?>> columns) {
        this.columns = columns;
        int last = 1;
        int count = 0;
        for (TableField<?, ?> field : columns.values()) {
            count++;
            if (dialect != SQLDialect.POSTGRES || !Column.Type.of(field).hasFixedLength()) {
                last = count;
            }
        }
        this.unnested = last;
    }

    /** The same with the names of the fields. */
    static GivenRows of(SQLDialect dialect, List<TableField<?, ?>> fields) {
        Map<String, TableField<?, ?>> columns = new LinkedHashMap<>();
        fields.forEach(field -> columns.put(field.getName(), field));
        return new GivenRows(dialect, columns);
    }

    /** What a statement takes them from. */
    Table<?> table() {
        List<String> names = List.copyOf(columns.keySet());
        List<String> arrays = columns.values().stream()
                .map(field -> "cast(? as " + Column.Type.of(field).sql() + " array)")
                .toList();
        String rows = "unnest(" + String.join(", ", arrays.subList(0, unnested)) + ")";
        String rowNames = String.join(", ", names.subList(0, unnested));
        if (unnested == columns.size()) {
            return DSL.table(rows + " as " + ROWS + "(" + rowNames + ")");
        }
        return DSL.table(rows + " with ordinality as " + ROWS + "(" + rowNames + ", " + PLACE + "), (select "
                + String.join(", ", arrays.subList(unnested, arrays.size())) + ") as " + ARRAYS + "("
                + String.join(", ", names.subList(unnested, names.size())) + ")");
    }

    /** The value for a field in the column of its name. */
    <T> Field<T> value(TableField<?, T> field) {
        return value(field.getName(), field);
    }

    /** The value for a field in a column. */
    <T> Field<T> value(String column, TableField<?, T> field) {
        boolean isUnnested = columns.keySet().stream().limit(unnested).anyMatch(column::equals);
        return isUnnested
                ? field(name(ROWS, column), field.getType())
                : field("{0}[{1}]", field.getType(), name(ARRAYS, column), name(ROWS, PLACE));
    }
}
