/** A port that knows the service behind it. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.application.port.in;

import org.jspecify.annotations.NullMarked;
