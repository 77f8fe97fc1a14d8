/** A domain that keeps to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.domain;

import org.jspecify.annotations.NullMarked;
