/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.operations;

import org.jspecify.annotations.NullMarked;
