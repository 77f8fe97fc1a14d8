/** An entrance for adapters that knows too much. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.application.spi;

import org.jspecify.annotations.NullMarked;
