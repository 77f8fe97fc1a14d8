/** The projects of {@code docs/examples}, built on their own against the artifacts of this build. */
@NullMarked
package io.farthing.bootstrap.examples;

import org.jspecify.annotations.NullMarked;
