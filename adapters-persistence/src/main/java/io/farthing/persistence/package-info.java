/**
 * Stores that keep their state in H2 or PostgreSQL. In one package, because nobody outside needs more than {@link
 * io.farthing.persistence.Database}, its settings and provider, {@link io.farthing.persistence.DatabaseCopy}, and, where a
 * host has an H2 of its own, {@link io.farthing.persistence.H2File}:
 *
 * <ul>
 *   <li><i>Units of work and stores</i>: {@code JooqUnitOfWork} opens transactions, {@code Work} is what the stores of one
 *       share, {@code Jooq…Store} is a port each, {@code …Rows} and {@code …Codec} read what several of them need,
 *       {@code …Scan} goes through the books, {@code Failures} says what an error means.
 *   <li><i>The payment path</i>: {@code LoadedBatch} and {@code LoadedWallets} load what a batch touches, {@code BatchRecorder}
 *       and {@code OutcomeRecorder} write what was decided, with {@code Statements}, {@code Column} and {@code Change};
 *       {@code KnownParties}, {@code KnownStates}, {@code Reading}, {@code Contention} and {@code RestsOnMemory} are about
 *       what may be remembered; {@code PaymentChain}, {@code CreditChain}, {@code ChainWalk}, {@code DrawnChains}, {@code
 *       CreditedChain} and {@code ChainedCredits} about the order in which payments were drawn and credited.
 *   <li><i>Order numbers</i>: {@code OrderNumbers}, which PostgreSQL keeps in a unique index ({@code UniqueOrderNumbers}) and
 *       H2 in blocks of hashes ({@code IndexedOrderNumbers}, {@code OrderNumberIndex}, {@code OrderBlockTable}, {@code
 *       OrderBlocks}, {@code RecentOrders}, {@code MovedHashes}); {@code OrderKeys} makes the digests, {@code OrderHashes}
 *       the hashes.
 *   <li><i>Engines</i>: {@code Engine} with what belongs to H2 ({@code H2…}) and to PostgreSQL, {@code Migrations} with what
 *       is said when one fails ({@code Migration…}), and a database that a host has open ({@code HostDatabase}, {@code
 *       LentConnections}).
 *   <li><i>Copying</i> from one database to another: {@code DatabaseCopy} with {@code Copy…}, {@code Copied…}, {@code Table…},
 *       {@code ColumnKind}, {@code RowDigest} and {@code Numbering}.
 * </ul>
 */
@NullMarked
package io.farthing.persistence;

import org.jspecify.annotations.NullMarked;
