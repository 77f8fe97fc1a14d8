/** Secrets of 256 random bits, and the digests under which they are kept. */
@NullMarked
package io.farthing.domain.secret;

import org.jspecify.annotations.NullMarked;
