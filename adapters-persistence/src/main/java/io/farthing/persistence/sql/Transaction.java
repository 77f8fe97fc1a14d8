package io.farthing.persistence.sql;

import org.jooq.exception.DataAccessException;

/** A transaction, as those see it who read and change rows in it. Used by one thread. */
public interface Transaction {

    /** Whether it may change anything. */
    boolean isWriting();

    /**
     * Runs a query whose parameters are columns of values, and hands each row to {@code reader}. Changes that wait are made
     * before.
     *
     * @throws DataAccessException when the database refuses it or one of these changes
     */
    void query(String sql, RowReader reader, Column... parameters);

    /** Has a statement change {@code rows} rows, whose parameters are columns of values, before whatever comes next. */
    void change(String sql, int rows, Column... parameters);
}
