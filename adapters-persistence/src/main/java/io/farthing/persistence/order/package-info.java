/**
 * Order numbers: which payment has one, kept for ever and asked for by every payment. {@link
 * io.farthing.persistence.order.OrderNumbers} is what a transaction sees of them. PostgreSQL has a unique index; H2
 * has blocks of hashes, of which {@link io.farthing.persistence.order.OrderNumberIndex} knows the newest from memory
 * ({@code docs/adr/0005-order-numbers-on-h2.md}).
 *
 * <p>Sees the database as a transaction that queries and changes rows, and knows neither how that is begun nor
 * committed, nor the other stores. For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.order;

import org.jspecify.annotations.NullMarked;
