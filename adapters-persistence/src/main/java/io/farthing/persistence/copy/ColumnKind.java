package io.farthing.persistence.copy;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kinds of values that the tables hold, each in a form that is the same whichever database it comes from. */
enum ColumnKind {
    NUMBER {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getLong(index);
        }

        @Override
        void write(Object value, DataOutput out) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        String toKey(Object value) {
            return value.toString();
        }

        @Override
        Object ofKey(String key) {
            return Long.valueOf(key);
        }
    },
    TEXT {
        @Override
        @Nullable
        Object value(ResultSet row, int index) throws SQLException {
            return row.getString(index);
        }

        @Override
        void write(Object value, DataOutput out) throws IOException {
            byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        String toKey(Object value) {
            return HexFormat.of().formatHex(((String) value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Object ofKey(String key) {
            return new String(HexFormat.of().parseHex(key), StandardCharsets.UTF_8);
        }
    },
    BYTES {
        @Override
        @Nullable
        Object value(ResultSet row, int index) throws SQLException {
            return row.getBytes(index);
        }

        @Override
        void write(Object value, DataOutput out) throws IOException {
            byte[] bytes = (byte[]) value;
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        String toKey(Object value) {
            return HexFormat.of().formatHex((byte[]) value);
        }

        @Override
        Object ofKey(String key) {
            return HexFormat.of().parseHex(key);
        }
    },
    UNIQUE_ID {
        @Override
        @Nullable
        Object value(ResultSet row, int index) throws SQLException {
            return row.getObject(index, UUID.class);
        }

        @Override
        void write(Object value, DataOutput out) throws IOException {
            UUID id = (UUID) value;
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        }

        @Override
        String toKey(Object value) {
            return value.toString();
        }

        @Override
        Object ofKey(String key) {
            return UUID.fromString(key);
        }
    },
    FLAG {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getBoolean(index);
        }

        @Override
        void write(Object value, DataOutput out) throws IOException {
            out.writeBoolean((Boolean) value);
        }

        @Override
        String toKey(Object value) {
            return value.toString();
        }

        @Override
        Object ofKey(String key) {
            return Boolean.valueOf(key);
        }
    };

    /** The kind of a column; throws {@link IllegalStateException} for a type that nobody has taught us yet. */
    static ColumnKind of(String column, int sqlType, String typeName) {
        if (typeName.equalsIgnoreCase("uuid")) {
            return UNIQUE_ID;
        }
        return switch (sqlType) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> NUMBER;
            case Types.VARCHAR -> TEXT;
            case Types.BINARY, Types.VARBINARY -> BYTES;
            case Types.BOOLEAN, Types.BIT -> FLAG;
            default ->
                throw new IllegalStateException(
                        "the column " + column + " is of the type " + typeName + ", which cannot be copied yet");
        };
    }

    /** The value in a row; null where the row has none. */
    final @Nullable Object read(ResultSet row, int index) throws SQLException {
        Object value = value(row, index);
        return row.wasNull() ? null : value;
    }

    abstract @Nullable Object value(ResultSet row, int index) throws SQLException;

    /** Writes the value in such a way that no two sequences of values are written alike. */
    abstract void write(Object value, DataOutput out) throws IOException;

    /** The value as a short text without blanks. */
    abstract String toKey(Object value);

    /** What {@link #toKey} was made of. */
    abstract Object ofKey(String key);
}
