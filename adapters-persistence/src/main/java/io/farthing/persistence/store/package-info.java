/**
 * Units of work as transactions, and the stores that take part in them: one for each port, on the tables that jOOQ has
 * generated classes for. {@link io.farthing.persistence.store.JooqUnitOfWork} is all that anybody outside needs.
 * Inside, {@code Work} is what the stores of one unit of work share, {@code …Rows} read what several of them need, and
 * {@code …Scan} go through the books.
 *
 * <p>Most of it is the payment path. {@code LoadedBatch} and {@code LoadedWallets} load what a batch touches, {@code
 * BatchRecorder} and {@code OutcomeRecorder} write what was decided, with {@code Statements} that are rendered once.
 * {@code KnownParties}, {@code KnownStates}, {@code Reading}, {@code Contention} and {@code RestsOnMemory} are about
 * what may be remembered from one batch to the next; {@code PaymentChain}, {@code ChainWalk}, {@code DrawnChains} and
 * {@code CreditedChain} about the order in which payments were drawn and credited.
 *
 * <p>Never knows how a database is opened, nor how its tables came to be; which one it is, hardly ever. For the other
 * rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.store;

import org.jspecify.annotations.NullMarked;
