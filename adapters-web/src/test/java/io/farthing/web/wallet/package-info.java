/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.wallet;

import org.jspecify.annotations.NullMarked;
