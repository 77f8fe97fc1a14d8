/**
 * Which adapters there are: on the class path and in the plugins folder. Here they are only listed and checked; the
 * settings choose among them.
 */
@NullMarked
package io.farthing.bootstrap.adapters;

import org.jspecify.annotations.NullMarked;
