package io.farthing.persistence;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Values, some of which may be null, that are handed to the database as one array: a statement about any number of rows
 * has the same text every time, so that its plan is made once.
 */
final class Column {

    /** The types that both databases know, by names that both know. */
    enum Type {
        NUMBERS("bigint"),
        TEXTS("varchar"),
        KEYS("uuid"),
        BYTES("bytea");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** Whether all values take the same room, so that one is found in an array without going through those before. */
        boolean hasFixedLength() {
            return this == NUMBERS || this == KEYS;
        }

        /** The type of the values for a field; numbers of any size travel as the largest. */
        static Type of(Field<?> field) {
            Class<?> type = field.getType();
            if (Number.class.isAssignableFrom(type)) {
                return NUMBERS;
            }
            if (type == String.class) {
                return TEXTS;
            }
            return type == UUID.class ? KEYS : BYTES;
        }
    }

    private final Type type;
    private final @Nullable Object[] values;

    private Column(Type type, @Nullable Object[] values) {
        this.type = type;
        this.values = values;
    }

    static Column numbers(Collection<? extends @Nullable Long> values) {
        return new Column(Type.NUMBERS, values.toArray(new Long[0]));
    }

    static <T> Column numbers(Collection<T> rows, Function<T, @Nullable Long> value) {
        return new Column(Type.NUMBERS, values(rows, value, new Long[rows.size()]));
    }

    static <T> Column texts(Collection<T> rows, Function<T, String> value) {
        return new Column(Type.TEXTS, values(rows, value, new String[rows.size()]));
    }

    static Column keys(Collection<UUID> values) {
        return new Column(Type.KEYS, values.toArray(new UUID[0]));
    }

    static Column bytes(Collection<byte @Nullable []> values) {
        return new Column(Type.BYTES, values.toArray(new byte[0][]));
    }

    static <T> Column keys(Collection<T> rows, Function<T, UUID> value) {
        return new Column(Type.KEYS, values(rows, value, new UUID[rows.size()]));
    }

    static <T> Column bytes(Collection<T> rows, Function<T, byte @Nullable []> value) {
        return new Column(Type.BYTES, values(rows, value, new byte[rows.size()][]));
    }

    private static <T, V> @Nullable V[] values(
            Collection<T> rows, Function<T, ? extends @Nullable V> value, @Nullable V[] values) {
        int i = 0;
        for (T row : rows) {
            values[i++] = value.apply(row);
        }
        return values;
    }

    Type type() {
        return type;
    }

    /** The values, none of which may be changed. */
    @Nullable
    Object[] values() {
        return values;
    }
}
