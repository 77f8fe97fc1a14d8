/**
 * The use cases at work. Driving adapters know their interfaces in {@link io.farthing.application.port.in}, never these
 * classes; whoever assembles a platform binds them.
 */
@NullMarked
package io.farthing.application.service;

import org.jspecify.annotations.NullMarked;
