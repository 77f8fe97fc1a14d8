/** The contracts of the driven ports: every adapter passes them, and so do the fakes. */
@NullMarked
package io.farthing.application.port.out;

import org.jspecify.annotations.NullMarked;
