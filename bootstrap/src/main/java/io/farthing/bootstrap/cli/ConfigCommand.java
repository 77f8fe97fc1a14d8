package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.SettingsPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints all settings. */
@Command(
        name = "config",
        description = "Prints every setting, what it means, its value and where that comes from, in the form of the"
                + " settings file. Secrets are not shown.")
final class ConfigCommand implements Runnable {

    private final Surroundings surroundings;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(SettingsPrinter.print(surroundings.environment(), settings.file(surroundings)));
        spec.commandLine().getOut().flush();
    }
}
