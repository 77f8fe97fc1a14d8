package io.farthing.persistence.copy;

import io.farthing.persistence.schema.UnfinishedCopy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a copy is, in a table of the target that is there only as long as the copy is unfinished. What it says is
 * committed together with the rows that it speaks of. No server starts on a database that has this table.
 */
final class CopyProgress {

    private static final String TABLE = UnfinishedCopy.TABLE;

    private static final long SPOILT = -1;

    /**
     * How far one table is.
     *
     * @param rows how many rows have been copied
     * @param last the key of the last of them; none at the beginning
     */
    record Position(long rows, Optional<List<Object>> last) {

        static final Position BEGINNING = new Position(0, Optional.empty());
    }

    private final CopySide target;

    private CopyProgress(CopySide target) {
        this.target = target;
    }

    /** Declares that a copy is under way, and commits that. */
    static CopyProgress begin(CopySide target) throws SQLException {
        target.execute("create table " + TABLE + " (table_name varchar(128) not null primary key,"
                + " row_count bigint not null, last_key varchar(8192))");
        target.connection().commit();
        return new CopyProgress(target);
    }

    /** The copy that is under way. */
    static CopyProgress resume(CopySide target) {
        return new CopyProgress(target);
    }

    /** How far a table is. */
    Position position(CopiedTable table) throws SQLException {
        try (PreparedStatement statement = target.connection()
                .prepareStatement("select row_count, last_key from " + TABLE + " where table_name = ?")) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? new Position(rows.getLong(1), Optional.of(key(table, rows.getString(2))))
                        : Position.BEGINNING;
            }
        }
    }

    /** Moves on, in the transaction that also writes the rows; throws {@link CopyProblem} when another copy did. */
    void move(CopiedTable table, Position from, Position to) throws SQLException {
        String sql = from.last().isEmpty()
                ? "insert into " + TABLE + " (row_count, last_key, table_name) values (?, ?, ?)"
                : "update " + TABLE + " set row_count = ?, last_key = ? where table_name = ? and row_count = ?";
        try (PreparedStatement statement = target.connection().prepareStatement(sql)) {
            statement.setLong(1, to.rows());
            statement.setString(2, text(table, to.last().orElseThrow()));
            statement.setString(3, table.name());
            if (from.last().isPresent()) {
                statement.setLong(4, from.rows());
            }
            if (statement.executeUpdate() != 1) {
                throw new CopyProblem("Another copy onto the same database is running; leave it alone.");
            }
        }
    }

    /** Declares that what was copied is not what the source holds, and commits that. */
    void spoil() throws SQLException {
        target.execute("delete from " + TABLE);
        target.execute("insert into " + TABLE + " (table_name, row_count) values ('', " + SPOILT + ")");
        target.connection().commit();
    }

    /** Whether all has to be copied again. */
    boolean isSpoilt() throws SQLException {
        return target.number("select count(*) from " + TABLE + " where row_count = " + SPOILT) > 0;
    }

    /** Forgets how far the copy was, in the transaction that also empties the tables. */
    void forget() throws SQLException {
        target.execute("delete from " + TABLE);
    }

    /** Declares that the copy is finished, or was never begun; the caller commits. */
    void end() throws SQLException {
        target.execute("drop table " + TABLE);
    }

    private static String text(CopiedTable table, List<Object> key) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            texts.add(table.key().get(i).kind().toKey(key.get(i)));
        }
        return String.join(" ", texts);
    }

    private static List<Object> key(CopiedTable table, String text) {
        String[] texts = text.split(" ", -1);
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            key.add(table.key().get(i).kind().ofKey(texts[i]));
        }
        return key;
    }
}
