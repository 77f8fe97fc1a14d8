package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the settings. */
final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file with the settings. Default: the one that FARTHING_CONFIG names, or"
                    + " farthing.properties in the working directory if it exists.")
    private Optional<Path> named = Optional.empty();

    Optional<Path> file(Surroundings surroundings) {
        return Settings.file(named, surroundings.environment(), surroundings.workingDirectory());
    }

    Settings read(Surroundings surroundings) {
        return Settings.read(surroundings.environment(), file(surroundings));
    }
}
