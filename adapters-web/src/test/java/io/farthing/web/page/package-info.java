/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.page;

import org.jspecify.annotations.NullMarked;
