/** The finished jar, started as a process. */
@NullMarked
package io.farthing.bootstrap.process;

import org.jspecify.annotations.NullMarked;
