/**
 * Stores that keep their state in H2 or PostgreSQL.
 */
@NullMarked
package io.farthing.persistence;

import org.jspecify.annotations.NullMarked;
