/** A port without a contract. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.application.port.out;

import org.jspecify.annotations.NullMarked;
