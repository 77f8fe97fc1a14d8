package io.farthing.application.spi;

import java.util.Set;

/**
 * What an adapter module offers: a name to be chosen by, typed settings, and the adapter itself.
 *
 * <p>An implementation is a public class with a public constructor without parameters, named in the module's {@code
 * META-INF/services/io.farthing.application.spi.AdapterProvider}. Being listed costs nothing: the constructor and all
 * methods but {@link #open} only return values, the same ones every time. A provider that is not selected is never
 * opened.
 *
 * <p>Used by one thread. {@link #spiVersion()} keeps its form in every version to come.
 *
 * @param <S> its settings, {@link NoSettings} where there are none
 */
public interface AdapterProvider<S extends Record> {

    /**
     * The version of this interface that the adapter was built against. Every implementation is the same: {@code return
     * SpiVersion.CURRENT;}.
     */
    int spiVersion();

    /** What the operator writes to choose it; unique among the adapters of its kind. */
    AdapterName name();

    /** What it can be chosen for. */
    AdapterKind kind();

    /** What it is, for the operator: a sentence or two. */
    String description();

    /**
     * The driven ports that the module of the opened adapter binds: at least those that its kind demands. The start-up
     * stops when one of them is not bound.
     */
    Set<Class<?>> ports();

    /** A record whose components are its settings, see {@link Setting}. */
    Class<S> settings();

    /**
     * Opens the adapter: before the injector is built, so that what goes wrong is told as it is. What it has opened when
     * it throws it has closed again.
     *
     * @param settings what the operator has set
     * @throws AdapterFailure when it cannot, for a reason that was foreseen
     */
    Adapter open(S settings, AdapterContext context);
}
