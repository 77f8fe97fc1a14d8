/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.password;

import org.jspecify.annotations.NullMarked;
