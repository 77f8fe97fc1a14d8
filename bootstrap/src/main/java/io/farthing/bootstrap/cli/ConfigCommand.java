package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.SettingsPrinter;
import java.io.PrintWriter;
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
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    ConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        out.print(SettingsPrinter.print(surroundings.environment(), options.file(surroundings)));
        out.flush();
    }
}
