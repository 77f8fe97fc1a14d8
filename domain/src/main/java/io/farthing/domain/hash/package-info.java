/** The one hash function that secrets, addresses, order keys and the ids of payments rest on. */
@NullMarked
package io.farthing.domain.hash;

import org.jspecify.annotations.NullMarked;
