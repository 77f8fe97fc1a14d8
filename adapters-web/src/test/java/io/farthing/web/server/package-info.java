/** Tests of the package of this name. */
@NullMarked
package io.farthing.web.server;

import org.jspecify.annotations.NullMarked;
