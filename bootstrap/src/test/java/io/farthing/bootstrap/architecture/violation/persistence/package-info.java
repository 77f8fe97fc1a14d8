/** A store that keeps to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.persistence;

import org.jspecify.annotations.NullMarked;
