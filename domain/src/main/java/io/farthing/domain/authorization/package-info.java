/** A user's standing consent to an app, its limits and what was used of them. */
@NullMarked
package io.farthing.domain.authorization;

import org.jspecify.annotations.NullMarked;
