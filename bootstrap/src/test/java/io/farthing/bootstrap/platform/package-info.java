/** The platform inside another service, on real databases. */
@NullMarked
package io.farthing.bootstrap.platform;

import org.jspecify.annotations.NullMarked;
