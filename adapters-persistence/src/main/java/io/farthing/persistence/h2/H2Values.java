package io.farthing.persistence.h2;

import io.farthing.persistence.sql.Column;
import java.util.UUID;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.h2.value.ValueArray;
import org.h2.value.ValueBigint;
import org.h2.value.ValueNull;
import org.h2.value.ValueUuid;
import org.h2.value.ValueVarbinary;
import org.h2.value.ValueVarchar;
import org.jspecify.annotations.Nullable;

/**
 * Columns of values as arrays of H2. H2's own conversion looks at the class of every value, twice, to find out what the
 * array is of. Thread-safe: no state.
 */
final class H2Values {

    private H2Values() {}

    static ValueArray array(Column column) {
        @Nullable Object[] values = column.values();
        Value[] converted = new Value[values.length];
        for (int i = 0; i < values.length; i++) {
            converted[i] = value(values[i]);
        }
        return ValueArray.get(type(column.type()), converted, null);
    }

    private static Value value(@Nullable Object value) {
        if (value == null) {
            return ValueNull.INSTANCE;
        } else if (value instanceof Long number) {
            return ValueBigint.get(number);
        } else if (value instanceof String text) {
            return ValueVarchar.get(text);
        } else if (value instanceof UUID key) {
            return ValueUuid.get(key);
        } else {
            return ValueVarbinary.get((byte[]) value);
        }
    }

    private static TypeInfo type(Column.Type type) {
        return switch (type) {
            case NUMBERS -> TypeInfo.TYPE_BIGINT;
            case TEXTS -> TypeInfo.TYPE_VARCHAR;
            case KEYS -> TypeInfo.TYPE_UUID;
            case BYTES -> TypeInfo.TYPE_VARBINARY;
        };
    }
}
