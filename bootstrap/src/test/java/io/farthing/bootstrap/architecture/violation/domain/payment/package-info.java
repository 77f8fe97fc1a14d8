/** An aggregate that holds another. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.domain.payment;

import org.jspecify.annotations.NullMarked;
