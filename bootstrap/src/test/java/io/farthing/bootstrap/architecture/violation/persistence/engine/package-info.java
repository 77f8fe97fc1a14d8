/** An engine that keeps to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.persistence.engine;

import org.jspecify.annotations.NullMarked;
