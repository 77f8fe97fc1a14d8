/**
 * Stores that keep their state in H2 or PostgreSQL, as hosts and the server see them: an open {@link
 * io.farthing.persistence.Database}, its settings and provider, and {@link io.farthing.persistence.H2File} for a host that has
 * an H2 of its own. The rest is behind them, in rooms that only this module knows, but for the copying:
 *
 * <ul>
 *   <li>{@code copy}: from one database to another; {@link io.farthing.persistence.copy.DatabaseCopy} is for the command line
 *   <li>{@code schema}: brings the tables up to date
 *   <li>{@code store}: units of work, and a store for each port
 *   <li>{@code payment}: the payment path, on which many orders share a few statements
 *   <li>{@code work}: what the stores of one unit of work share
 *   <li>{@code engine}: what differs between H2 and PostgreSQL, and what a failure means
 *   <li>{@code order}: order numbers
 *   <li>{@code h2}: what lies under and around H2
 *   <li>{@code sql} and {@code codec}: what statements and stored values are made of
 *   <li>{@code jooq}: the tables, generated from the migrations
 * </ul>
 *
 * <p>Each knows only some of those below it. Where a room has public classes that is for its neighbours; an ArchUnit rule keeps
 * other modules out.
 */
@NullMarked
package io.farthing.persistence;

import org.jspecify.annotations.NullMarked;
