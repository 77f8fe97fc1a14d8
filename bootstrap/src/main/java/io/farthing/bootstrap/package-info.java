/**
 * Configuration, wiring and the command line.
 */
@NullMarked
package io.farthing.bootstrap;

import org.jspecify.annotations.NullMarked;
