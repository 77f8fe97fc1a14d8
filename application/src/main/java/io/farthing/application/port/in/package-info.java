/** The use cases, as driving adapters see them. Every one is thread-safe. */
@NullMarked
package io.farthing.application.port.in;

import org.jspecify.annotations.NullMarked;
