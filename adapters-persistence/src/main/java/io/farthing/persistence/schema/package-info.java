/**
 * The tables as such: {@link io.farthing.persistence.schema.Migrations} brings them up to date when a database is
 * opened, and says what is to be done when one of the migrations fails; {@link
 * io.farthing.persistence.schema.UnfinishedCopy} knows a database whose rows are not all there yet.
 *
 * <p>Flyway is known here, and the names of tables; what their rows mean is not, but for migrations that have to
 * change some. For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.schema;

import org.jspecify.annotations.NullMarked;
