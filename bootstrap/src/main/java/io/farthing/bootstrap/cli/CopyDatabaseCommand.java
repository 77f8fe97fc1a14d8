package io.farthing.bootstrap.cli;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.LedgerService;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.SelectedAdapter;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import io.farthing.persistence.DatabaseOptions;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.copy.CopyProblem;
import io.farthing.persistence.copy.DatabaseCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies all that a server keeps into another database. */
@Command(
        name = "copy-database",
        description =
                "Copies everything from one database into another, empty one, compares the two, and checks the books"
                        + " of the copy. No server may run on either. When it is broken off, start it again: it goes on where it"
                        + " stopped. User and password of the database that the settings name are those of the settings; for"
                        + " PostgreSQL, passwords are also looked for in ~/.pgpass.")
final class CopyDatabaseCommand implements Callable<Integer> {

    /** Not looked at: a copy takes as many connections as it needs. */
    private static final int POOL_SIZE = 2;

    private final Surroundings surroundings;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            description = "The JDBC URL of the database to copy, such as jdbc:h2:file:./farthing-data/farthing.")
    private String from = "";

    @Option(names = "--from-user", paramLabel = "NAME", description = "Who logs in there.")
    private Optional<String> fromUser = Optional.empty();

    @Option(
            names = "--from-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password for that.")
    private Optional<Path> fromPasswordFile = Optional.empty();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description =
                    "The JDBC URL of the empty database to copy into, such as jdbc:postgresql://localhost/farthing.")
    private String to = "";

    @Option(names = "--to-user", paramLabel = "NAME", description = "Who logs in there; has to own the schema.")
    private Optional<String> toUser = Optional.empty();

    @Option(
            names = "--to-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password for that.")
    private Optional<Path> toPasswordFile = Optional.empty();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    CopyDatabaseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<DatabaseOptions> configured = configured(settings.read(surroundings));
        DatabaseSettings source = side("--from", from, fromUser, fromPasswordFile, configured);
        DatabaseSettings target = side("--to", to, toUser, toPasswordFile, configured);
        PrintWriter out = command.commandLine().getOut();
        ProgressReporter reporter = new ProgressReporter(out, System::nanoTime);
        DatabaseCopy.Report copied = told(
                "The database was not copied: ",
                () -> DatabaseCopy.run(source, target, CopyDatabaseCommand::ledger, reporter));
        out.printf("%,d rows in %d tables were copied and compared.%n", copied.rows(), copied.tables());
        return tell(copied.books(), target, out);
    }

    private static VerifyLedger ledger(UnitOfWork unitOfWork) {
        return new LedgerService(unitOfWork);
    }

    private static int tell(VerifyLedger.Report books, DatabaseSettings target, PrintWriter out) {
        out.printf(
                "The books of the copy were checked: payments: %,d, wallets: %,d.%n",
                books.payments(), books.wallets());
        out.flush();
        if (books.isBalanced()) {
            // The parameters may hold a password, and lead to the right schema.
            boolean isWhole = target.location().equals(target.url());
            out.printf(
                    "Done. Set database.url to %s%s and start the server.%n",
                    target.location(), isWhole ? "" : " with the parameters that --to has");
            out.flush();
            return ExitCodes.DONE;
        }
        out.printf(
                "They do not add up (differences: %d), and neither did those of the source: see farthing operator ledger"
                        + " verify.%n",
                books.differenceCount());
        out.flush();
        return ExitCodes.LEDGER_DIFFERS;
    }

    private static Optional<DatabaseOptions> configured(Settings settings) {
        return settings.adapters().stream()
                .map(SelectedAdapter::settings)
                .filter(DatabaseOptions.class::isInstance)
                .map(DatabaseOptions.class::cast)
                .findFirst();
    }

    private static DatabaseSettings side(
            String option,
            String url,
            Optional<String> user,
            Optional<Path> passwordFile,
            Optional<DatabaseOptions> configured) {
        Optional<DatabaseOptions> same =
                configured.filter(options -> options.url().equals(Optional.of(url)));
        try {
            return new DatabaseSettings(
                    url,
                    user.or(() -> same.flatMap(DatabaseOptions::user)),
                    passwordFile.map(CopyDatabaseCommand::firstLine).or(() -> same.flatMap(DatabaseOptions::password)),
                    POOL_SIZE);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(List.of(option + " cannot be used: " + e.getMessage() + "."));
        }
    }

    private static Secret firstLine(Path file) {
        try {
            return new Secret(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("There is no password in the file " + file + ": its first line has to be one.", e);
        }
    }

    private static <T> T told(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(List.of(what + e.getMessage() + "."));
        } catch (CopyProblem e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (StorageFailure e) {
            throw new Failure(what + e.getMessage() + ".", e);
        }
    }
}
