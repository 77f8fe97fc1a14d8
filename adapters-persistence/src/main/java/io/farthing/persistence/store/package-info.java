/**
 * Units of work as transactions, and the stores that take part in them: one for each port, on the tables that jOOQ has
 * generated classes for; those of payments and events are in the room of the payment path. {@link
 * io.farthing.persistence.store.JooqUnitOfWork} begins, commits and tries again, and is all that anybody outside
 * needs. {@code AuthorizationRows} read what several stores need, and {@code …Scan} go through the books.
 *
 * <p>Never knows how a database is opened, nor how its tables came to be; which one it is, hardly ever. For the other
 * rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.store;

import org.jspecify.annotations.NullMarked;
