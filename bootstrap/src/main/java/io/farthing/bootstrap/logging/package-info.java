/** How log lines are written. */
@NullMarked
package io.farthing.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
