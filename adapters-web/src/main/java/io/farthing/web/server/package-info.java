/** The one HTTP server, what it is set to, and what it does with every request whatever it is about. */
@NullMarked
package io.farthing.web.server;

import org.jspecify.annotations.NullMarked;
