package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.bootstrap.failure.Failure;
import java.util.Objects;
import java.util.Set;

/**
 * An adapter that can be chosen, with everything that its provider says of it: asked once, so that whatever goes wrong
 * does so here.
 *
 * @param <S> its settings
 */
public final class ListedAdapter<S extends Record> {

    private final AdapterProvider<S> provider;
    private final String origin;
    private final AdapterName name;
    private final AdapterKind kind;
    private final String description;
    private final Set<Class<?>> ports;
    private final Class<S> settings;

    private ListedAdapter(AdapterProvider<S> provider, String origin) {
        this.provider = provider;
        this.origin = origin;
        this.name = Objects.requireNonNull(provider.name(), "it has no name");
        this.kind = Objects.requireNonNull(provider.kind(), "it is of no kind");
        this.description = provider.description();
        this.ports = Set.copyOf(provider.ports());
        this.settings = provider.settings();
        // Finds out whether all classes of its settings are there.
        Objects.requireNonNull(settings.getRecordComponents(), "its settings are no record");
    }

    /**
     * Asks a provider what it offers.
     *
     * @param origin where it was found, in words that complete "the adapter in …"
     * @throws Failure when it was built against another version of the SPI, or cannot say what it offers
     */
    static <S extends Record> ListedAdapter<S> of(AdapterProvider<S> provider, String origin) {
        SpiCheck.requireCurrent(provider, origin);
        try {
            ListedAdapter<S> listed = new ListedAdapter<>(provider, origin);
            Set<Class<?>> demanded = listed.kind.demandedPorts(provider);
            if (!listed.ports.containsAll(demanded)) {
                throw new Failure("The adapter " + listed + " does not fill what every " + listed.kind.key()
                        + " has to (" + Names.of(demanded)
                        + "): remove it, or ask those who made it for a release that does.");
            }
            return listed;
        } catch (RuntimeException | Error e) {
            throw BrokenAdapter.of(provider.getClass().getName(), origin, e);
        }
    }

    /** What it is called. */
    public AdapterName name() {
        return name;
    }

    /** What it can be chosen for. */
    public AdapterKind kind() {
        return kind;
    }

    /** What it is, for the operator. */
    public String description() {
        return description;
    }

    /** Where it was found. */
    public String origin() {
        return origin;
    }

    /** The driven ports that it has promised to fill. */
    public Set<Class<?>> ports() {
        return ports;
    }

    /** The record of its settings. */
    public Class<S> settings() {
        return settings;
    }

    /** Opens it; see {@link AdapterProvider#open}. */
    public Adapter open(S values, AdapterContext context) {
        return Objects.requireNonNull(provider.open(values, context), "it opened nothing");
    }

    /** Whether it is the same adapter from the same place; there may be several instances of its provider. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ListedAdapter<?> that
                && that.provider.getClass() == provider.getClass()
                && that.origin.equals(origin);
    }

    @Override
    public int hashCode() {
        return provider.getClass().hashCode();
    }

    /** Its name and where it was found, for messages. */
    @Override
    public String toString() {
        return name + " (" + origin + ")";
    }
}
