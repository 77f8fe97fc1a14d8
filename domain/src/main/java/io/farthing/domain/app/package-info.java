/** The merchants' applications, and where they may send a browser. */
@NullMarked
package io.farthing.domain.app;

import org.jspecify.annotations.NullMarked;
