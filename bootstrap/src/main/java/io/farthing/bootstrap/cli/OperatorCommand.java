package io.farthing.bootstrap.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the operator asks of a running server. */
@Command(name = "operator", description = "Asks a running server to do something, through its operator API.")
final class OperatorCommand {

    private OperatorCommand() {}

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new OperatorCommand())
                .addSubcommand(new AppCommands(surroundings))
                .addSubcommand(new UserCommands(surroundings))
                .addSubcommand(new PaymentCommands(surroundings))
                .addSubcommand(new LedgerCommands(surroundings));
    }
}
