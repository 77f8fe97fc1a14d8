/**
 * What all share who speak SQL here: the parameters of a statement, which are columns of values ({@link
 * io.farthing.persistence.sql.Column}), a statement that changes rows ({@link io.farthing.persistence.sql.Change}),
 * who reads one ({@link io.farthing.persistence.sql.RowReader}), and the transaction in which that is done ({@link
 * io.farthing.persistence.sql.Transaction}). Knows neither a table nor which of the databases it is.
 *
 * <p>For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.sql;

import org.jspecify.annotations.NullMarked;
