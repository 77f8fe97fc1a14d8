package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.NoSettings;
import io.farthing.application.spi.SpiVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A provider without a jar, called {@code test}.
 *
 * @param kind what it can be chosen for
 * @param opening what happens when it is opened
 */
public record ObjectProvider(AdapterKind kind, Supplier<Adapter> opening) implements AdapterProvider<NoSettings> {

    /** A catalog of these only. */
    public static AdapterCatalog catalog(AdapterProvider<?>... providers) {
        List<ListedAdapter<?>> listed = Stream.of(providers)
                .<ListedAdapter<?>>map(provider -> ListedAdapter.of(provider, "a test"))
                .toList();
        return new AdapterCatalog(listed, Optional.empty());
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AdapterName name() {
        return new AdapterName("test");
    }

    @Override
    public String description() {
        return "Made by a test.";
    }

    @Override
    public Set<Class<?>> ports() {
        return kind.demandedPorts(this);
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public Adapter open(NoSettings settings, AdapterContext context) {
        return opening.get();
    }
}
