/**
 * The rules of the business, pure: no library, no clock, no randomness, no input or output.
 *
 * <p>Everything here is immutable and thread-safe unless it says otherwise. Amounts are
 * {@link io.farthing.domain.money.Satoshis}; time enters as an {@link java.time.Instant}.
 */
@NullMarked
package io.farthing.domain;

import org.jspecify.annotations.NullMarked;
