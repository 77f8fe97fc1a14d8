package io.farthing.bootstrap.config;

import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.SettingValues;
import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.adapters.BrokenAdapter;
import io.farthing.bootstrap.adapters.ListedAdapter;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.dotwallet.server.DotWalletSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every setting that there is: the platform's own, and those of each adapter. No two share a name.
 *
 * @param own those of the platform
 * @param byAdapter those of each adapter, in the order of the catalog
 */
record AllDefinitions(List<SettingDefinition> own, Map<ListedAdapter<?>, List<SettingDefinition>> byAdapter) {

    private static final List<Class<? extends Record>> OWN = List.of(
            HttpSettings.class,
            DataSettings.class,
            OperatorSettings.class,
            PaymentSettings.class,
            AccessSettings.class,
            DotWalletSettings.class,
            ProcessSettings.class);

    /**
     * The settings of the platform and of these adapters.
     *
     * @throws Failure when an adapter declares a setting that cannot be, with a sentence that says what to do
     */
    static AllDefinitions of(AdapterCatalog catalog) {
        List<SettingDefinition> own = Stream.concat(
                        OWN.stream().flatMap(group -> SettingDefinition.of(group).stream()),
                        Arrays.stream(AdapterKind.values()).map(AllDefinitions::selecting))
                .toList();
        Set<String> taken = new HashSet<>();
        own.forEach(definition -> taken.add(definition.environmentName()));
        Map<ListedAdapter<?>, List<SettingDefinition>> byAdapter = new LinkedHashMap<>();
        catalog.all().forEach(adapter -> byAdapter.put(adapter, of(adapter, taken)));
        return new AllDefinitions(own, byAdapter);
    }

    /** All of them: first the platform's, then those of each adapter. */
    List<SettingDefinition> all() {
        return Stream.concat(own.stream(), byAdapter.values().stream().flatMap(List::stream))
                .toList();
    }

    /** Those of an adapter. */
    List<SettingDefinition> of(ListedAdapter<?> adapter) {
        return byAdapter.getOrDefault(adapter, List.of());
    }

    /** The one that names the adapter of a kind. */
    static SettingDefinition selecting(AdapterKind kind) {
        return switch (kind) {
            case STORAGE -> selecting(kind, "database", "The adapter that keeps everything, one of those below.");
            case WALLET -> selecting(kind, "ledger", "The adapter that pays, one of those below.");
        };
    }

    private static SettingDefinition selecting(AdapterKind kind, String defaultName, String description) {
        return new SettingDefinition(kind.key(), defaultName, description, 0, Long.MAX_VALUE, String.class, false);
    }

    private static List<SettingDefinition> of(ListedAdapter<?> adapter, Set<String> taken) {
        List<SettingDefinition> definitions = new ArrayList<>();
        try {
            definitions.addAll(SettingDefinition.of(adapter.settings()));
        } catch (LinkageError | RuntimeException e) {
            throw BrokenAdapter.of(adapter.name().value(), adapter.origin(), e);
        }
        for (SettingDefinition definition : definitions) {
            if (!definition.key().startsWith(adapter.name() + ".")) {
                throw unusable(adapter, definition, "does not begin with " + adapter.name() + ".");
            }
            if (!SettingValues.isReadable(definition.type())) {
                throw unusable(
                        adapter,
                        definition,
                        "is of a type that cannot be read, " + definition.type().getName());
            }
            // Names that differ in dots and dashes only are one in the environment.
            if (!taken.add(definition.environmentName())) {
                throw unusable(adapter, definition, "is a setting of something else already");
            }
        }
        return List.copyOf(definitions);
    }

    private static Failure unusable(ListedAdapter<?> adapter, SettingDefinition definition, String why) {
        return new Failure("The adapter " + adapter + " declares the setting " + definition.key() + ", which " + why
                + ": remove the adapter, or ask those who made it for a release with another setting.");
    }
}
