/**
 * The entrance for those who write adapters: what an adapter module offers, how it is chosen, and how it learns what the
 * operator has set. This is the only package of the application that knows Guice.
 *
 * <p>A module offers an {@link io.farthing.application.spi.AdapterProvider}, which is found through {@link
 * java.util.ServiceLoader} on the class path or in a jar in the plugins folder. Whoever starts the platform lists the
 * providers, selects one of each {@link io.farthing.application.spi.AdapterKind} by its configured name, reads its
 * settings, opens it, and only then builds the injector, in which the adapter's module is one among others.
 */
@NullMarked
package io.farthing.application.spi;

import org.jspecify.annotations.NullMarked;
