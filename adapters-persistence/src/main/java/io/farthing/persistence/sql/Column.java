package io.farthing.persistence.sql;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Values, some of which may be null, that are handed to the database as one array: a statement about any number of rows
 * has the same text every time, so that its plan is made once. Immutable, as long as nobody changes what {@link #values}
 * tells.
 */
public final class Column {

    /** The types that both databases know, by names that both know. */
    public enum Type {
        /** Whole numbers of 64 bits. */
        NUMBERS("bigint"),
        /** Texts of any length. */
        TEXTS("varchar"),
        /** Unique ids of 128 bits. */
        KEYS("uuid"),
        /** Bytes, any number of them. */
        BYTES("bytea");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The name that a statement casts to. */
        public String sql() {
            return sql;
        }

        /** Whether all values take the same room, so that one is found in an array without going through those before. */
        public boolean hasFixedLength() {
            return this == NUMBERS || this == KEYS;
        }

        /** The type of the values for a field; numbers of any size travel as the largest. */
        public static Type of(Field<?> field) {
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

    /** These numbers, in their order. */
    public static Column numbers(Collection<? extends @Nullable Long> values) {
        return new Column(Type.NUMBERS, values.toArray(new Long[0]));
    }

    /** The number that each row has, in the order of the rows. */
    public static <T> Column numbers(Collection<T> rows, Function<T, @Nullable Long> value) {
        return new Column(Type.NUMBERS, values(rows, value, new Long[rows.size()]));
    }

    /** The text that each row has, in the order of the rows. */
    public static <T> Column texts(Collection<T> rows, Function<T, String> value) {
        return new Column(Type.TEXTS, values(rows, value, new String[rows.size()]));
    }

    /** These unique ids, in their order. */
    public static Column keys(Collection<UUID> values) {
        return new Column(Type.KEYS, values.toArray(new UUID[0]));
    }

    /** These bytes, in their order. */
    public static Column bytes(Collection<byte @Nullable []> values) {
        return new Column(Type.BYTES, values.toArray(new byte[0][]));
    }

    /** The unique id that each row has, in the order of the rows. */
    public static <T> Column keys(Collection<T> rows, Function<T, UUID> value) {
        return new Column(Type.KEYS, values(rows, value, new UUID[rows.size()]));
    }

    /** The bytes that each row has, in the order of the rows. */
    public static <T> Column bytes(Collection<T> rows, Function<T, byte @Nullable []> value) {
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

    /** Of which type the values are. */
    public Type type() {
        return type;
    }

    /** The values, none of which may be changed. */
    public @Nullable Object[] values() {
        return values;
    }
}
