package io.farthing.bootstrap.config;

import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.bootstrap.adapters.BrokenAdapter;
import io.farthing.bootstrap.adapters.ListedAdapter;

/**
 * An adapter that was chosen, with what was set for it.
 *
 * @param <S> its settings
 * @param listed the adapter
 * @param settings what was set
 */
public record SelectedAdapter<S extends Record>(ListedAdapter<S> listed, S settings) {

    static <S extends Record> SelectedAdapter<S> of(ListedAdapter<S> listed, SettingsReader reader) {
        String whose = "of the " + listed.kind().key() + " " + listed.name() + " ";
        try {
            return new SelectedAdapter<>(listed, reader.build(listed.settings(), whose));
        } catch (IllegalStateException | LinkageError e) {
            throw BrokenAdapter.of(listed.name().value(), listed.origin(), e);
        }
    }

    /** Opens it; see {@link io.farthing.application.spi.AdapterProvider#open}. */
    public Adapter open(AdapterContext context) {
        return listed.open(settings, context);
    }
}
