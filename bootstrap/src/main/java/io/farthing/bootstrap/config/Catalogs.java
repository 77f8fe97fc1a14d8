package io.farthing.bootstrap.config;

import io.farthing.bootstrap.adapters.AdapterCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the adapters before the settings are read as a whole: which names are settings depends on the adapters, and
 * where adapters are depends on one setting.
 */
final class Catalogs {

    private Catalogs() {}

    static AdapterCatalog of(Map<String, String> environment, Optional<Path> file) {
        List<SettingDefinition> own = SettingDefinition.of(DataSettings.class);
        SettingsReader reader = new SettingsReader(SettingSources.ofSome(own, environment, file));
        own.forEach(reader::check);
        reader.requireNoProblem();
        return AdapterCatalog.of(reader.build(DataSettings.class).pluginsDirectory());
    }
}
