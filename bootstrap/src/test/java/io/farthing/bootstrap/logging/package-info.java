/** Tests of the package of this name. */
@NullMarked
package io.farthing.bootstrap.logging;

import org.jspecify.annotations.NullMarked;
