/**
 * Copies one database to another: {@link io.farthing.persistence.copy.DatabaseCopy}, for the command line. Knows
 * tables, columns and keys as the databases themselves describe them, and how far it has come; never what the rows
 * mean.
 *
 * <p>{@link io.farthing.persistence.copy.DatabaseCopy} and {@link io.farthing.persistence.copy.CopyProblem} are for
 * other modules, too.
 */
@NullMarked
package io.farthing.persistence.copy;

import org.jspecify.annotations.NullMarked;
