package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.AdapterProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds providers by the service files that a class loader sees. */
final class ServiceFiles {

    private ServiceFiles() {}

    /** The adapters whose providers belong to this very loader, not to one of its parents. */
    @SuppressWarnings("rawtypes") // A service is looked for by its class, which says nothing of its parameter.
    static List<ListedAdapter<?>> list(ClassLoader loader, String origin) {
        List<ListedAdapter<?>> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<AdapterProvider>> providers =
                ServiceLoader.load(AdapterProvider.class, loader).stream().iterator();
        try {
            while (providers.hasNext()) {
                ServiceLoader.Provider<AdapterProvider> provider = providers.next();
                if (provider.type().getClassLoader() == loader) {
                    found.add(list(provider, origin));
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw BrokenAdapter.of("that is named in META-INF/services", origin, e);
        }
        return found;
    }

    @SuppressWarnings("rawtypes")
    private static ListedAdapter<?> list(ServiceLoader.Provider<AdapterProvider> provider, String origin) {
        try {
            AdapterProvider<?> created = provider.get();
            return ListedAdapter.of(created, origin);
        } catch (ServiceConfigurationError e) {
            throw BrokenAdapter.of(provider.type().getName(), origin, e);
        }
    }
}
