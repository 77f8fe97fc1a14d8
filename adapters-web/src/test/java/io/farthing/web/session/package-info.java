/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.session;

import org.jspecify.annotations.NullMarked;
