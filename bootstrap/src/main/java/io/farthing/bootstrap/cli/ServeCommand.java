package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.logging.Logging;
import io.farthing.bootstrap.server.Server;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the server until the process is asked to end. */
@Command(
        name = "serve",
        description = "Runs the server until it is asked to end (Ctrl-C or SIGTERM); then it finishes what it has"
                + " accepted.")
final class ServeCommand implements Runnable {

    private final Surroundings surroundings;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Settings settings = options.read(surroundings);
        Logging.configure(settings.process().logFormat(), settings.process().logLevel());
        Server server = Server.start(settings);
        PrintWriter out = command.commandLine().getOut();
        out.print(Banner.of(settings, server));
        ProcessEnd.await(server::close, () -> {
            out.println("listening on " + settings.http().url(server.port()));
            out.flush();
        });
    }
}
