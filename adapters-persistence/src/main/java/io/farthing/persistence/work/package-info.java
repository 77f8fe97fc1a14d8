/**
 * A unit of work as the stores share it: the transaction in which they read and write ({@link
 * io.farthing.persistence.work.Work}), and the numbers that they give to what is new ({@link
 * io.farthing.persistence.work.IdBlocks}). Knows neither the stores nor how a transaction is begun and committed.
 *
 * <p>For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.work;

import org.jspecify.annotations.NullMarked;
