package io.farthing.bootstrap.cli;

import io.farthing.application.spi.SettingValues;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.money.Satoshis;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole: its subcommands, and how failures are told. */
@Command(
        name = "farthing",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromManifest.class,
        scope = ScopeType.INHERIT,
        description = "A self-hosted micropayment platform that speaks the DotWallet Open Platform protocol.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.DONE + ":all is done",
            ExitCodes.FAILED + ":it could not be done",
            ExitCodes.WRONG_USAGE + ":the command line or the settings are wrong",
            ExitCodes.LEDGER_DIFFERS + ":the ledger was checked, and does not add up"
        })
public final class FarthingCommand {

    private static final Logger LOG = LoggerFactory.getLogger(FarthingCommand.class);

    private FarthingCommand() {}

    /**
     * Does what the arguments say, and prints to the standard output and error output.
     *
     * @return the code with which the process ends, one of {@link ExitCodes}
     */
    public static int execute(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new FarthingCommand())
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new DemoCommand())
                .addSubcommand(new ConfigCommand(surroundings))
                .addSubcommand(new CopyDatabaseCommand(surroundings))
                .addSubcommand(OperatorCommand.commandLine(surroundings))
                // What follows holds for the subcommands that are there by now.
                .registerConverter(Path.class, text -> value(Path.class, text))
                .registerConverter(Satoshis.class, text -> value(Satoshis.class, text))
                .registerConverter(int.class, text -> number(text, Integer::valueOf))
                .registerConverter(long.class, text -> number(text, Long::valueOf))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(FarthingCommand::run)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> tell(failure, commandLine));
    }

    // Whoever asks for help gets it everywhere.
    private static int run(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        Optional<Failure> problem = WorkingDirectory.problem(System.getProperty("user.dir"));
        return problem.isPresent()
                ? tell(problem.get(), parsed.commandSpec().commandLine())
                : new RunLast().execute(parsed);
    }

    // Options are read, and their mistakes are told, as those of the settings.
    private static <T> T value(Class<T> type, String text) {
        try {
            return type.cast(SettingValues.read(type, Long.MIN_VALUE, Long.MAX_VALUE, text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' must be " + e.getMessage());
        }
    }

    private static <N> N number(String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' must be a whole number");
        }
    }

    // What we foresaw is told in a sentence; a stack trace is for faults of ours only.
    private static int tell(Exception failure, CommandLine commandLine) {
        if (failure instanceof ConfigurationProblem) {
            commandLine.getErr().println(failure.getMessage());
            return ExitCodes.WRONG_USAGE;
        }
        if (failure instanceof Failure) {
            commandLine.getErr().println(failure.getMessage());
            LOG.debug("behind that was", failure);
        } else {
            failure.printStackTrace(commandLine.getErr());
        }
        return ExitCodes.FAILED;
    }
}
