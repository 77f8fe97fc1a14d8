/** Double entry: every movement of money is postings that add up to zero. */
@NullMarked
package io.farthing.domain.ledger;

import org.jspecify.annotations.NullMarked;
