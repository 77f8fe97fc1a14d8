/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.operator;

import org.jspecify.annotations.NullMarked;
