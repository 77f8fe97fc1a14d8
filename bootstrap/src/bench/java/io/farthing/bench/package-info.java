/** The benchmark of the payment path: one run, one machine, everything in it that is compared. */
@NullMarked
package io.farthing.bench;

import org.jspecify.annotations.NullMarked;
