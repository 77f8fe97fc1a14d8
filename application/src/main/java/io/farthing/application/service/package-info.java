/**
 * The use cases at work. Driving adapters know their interfaces in {@link io.farthing.application.port.in}, never these
 * classes. {@link io.farthing.application.service.UseCases} puts them together, and hands them a clock that tells the time
 * to the millisecond, as it is kept, so that what was stored equals what was decided.
 *
 * <p>Some of these classes are public for the sake of the modules of this project, and are no API: what others build upon is
 * in {@code io.farthing.application.port}, {@code io.farthing.application.spi} and {@code io.farthing.application.platform}.
 */
@NullMarked
package io.farthing.application.service;

import org.jspecify.annotations.NullMarked;
