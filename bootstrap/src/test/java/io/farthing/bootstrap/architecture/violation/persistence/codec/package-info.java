/** A form of stored values that keeps to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.persistence.codec;

import org.jspecify.annotations.NullMarked;
