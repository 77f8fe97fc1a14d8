/**
 * A server with a small shop in front of it, to see everything work within a minute. The shop is an ordinary client: it
 * knows the server by the public protocol only, over HTTP.
 */
@NullMarked
package io.farthing.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
