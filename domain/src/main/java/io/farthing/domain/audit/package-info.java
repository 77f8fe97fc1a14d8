/** Checking the books: everything that is kept twice is computed again from what it was computed from. */
@NullMarked
package io.farthing.domain.audit;

import org.jspecify.annotations.NullMarked;
