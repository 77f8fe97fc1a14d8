/** Requests of apps to be authorized. */
@NullMarked
package io.farthing.domain.activation;

import org.jspecify.annotations.NullMarked;
