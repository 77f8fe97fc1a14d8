package io.farthing.bootstrap.config;

import io.farthing.application.spi.AdapterKind;
import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.adapters.ListedAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses an adapter of each kind by its name. */
final class AdapterSelection {

    private final SettingSources sources;
    private final AdapterCatalog catalog;
    private final List<ListedAdapter<?>> chosen = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Chooses those that are set. */
    AdapterSelection(SettingSources sources, AllDefinitions definitions, AdapterCatalog catalog) {
        this.sources = sources;
        this.catalog = catalog;
        for (AdapterKind kind : AdapterKind.values()) {
            choose(kind, AllDefinitions.selecting(kind)).ifPresent(chosen::add);
        }
        definitions.byAdapter().forEach((adapter, settings) -> {
            if (!chosen.contains(adapter)) {
                settings.forEach(setting -> refuseUnused(adapter, setting));
            }
        });
    }

    /** Those that were chosen, in the order of their kinds. */
    List<ListedAdapter<?>> chosen() {
        return chosen;
    }

    /** What is wrong: a name of no adapter, a kind without adapters, a setting that would have no effect. */
    List<String> problems() {
        return problems;
    }

    private Optional<ListedAdapter<?>> choose(AdapterKind kind, SettingDefinition setting) {
        List<ListedAdapter<?>> candidates = catalog.of(kind);
        RawValue raw = sources.value(setting).orElseGet(() -> RawValue.ofDefault(setting));
        if (candidates.isEmpty()) {
            problems.add("There is no adapter for the " + kind.key() + ": put one on the class path, or its jar into "
                    + catalog.pluginsFolder() + ".");
            return Optional.empty();
        }
        Optional<ListedAdapter<?>> found = candidates.stream()
                .filter(adapter -> adapter.name().value().equals(raw.text()))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(setting.key() + " cannot be '" + raw.text() + "', which comes from " + raw.origin()
                    + ": it must be " + names(candidates)
                    + ", or an adapter whose jar is put into " + catalog.pluginsFolder() + ".");
        }
        return found;
    }

    private void refuseUnused(ListedAdapter<?> adapter, SettingDefinition setting) {
        sources.value(setting).filter(raw -> !raw.isDefault()).ifPresent(raw -> {
            String kind = adapter.kind().key();
            problems.add(setting.key() + ", which comes from " + raw.origin() + ", has no effect, because the " + kind
                    + " is not " + adapter.name() + ": remove it, or set " + kind + " to " + adapter.name() + ".");
        });
    }

    private static String names(List<ListedAdapter<?>> adapters) {
        return adapters.stream().map(adapter -> adapter.name().value()).sorted().collect(Collectors.joining(" or "));
    }
}
