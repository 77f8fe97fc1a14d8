/** The server as a whole: which modules it is made of, how it starts and how it ends. */
@NullMarked
package io.farthing.bootstrap.server;

import org.jspecify.annotations.NullMarked;
