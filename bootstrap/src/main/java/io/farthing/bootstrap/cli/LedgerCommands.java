package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.failure.Failure;
import io.farthing.persistence.copy.DatabaseCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** What the operator does with the ledger. */
@Command(name = "ledger", description = "The books.")
final class LedgerCommands {

    private final Surroundings surroundings;

    LedgerCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "verify",
            description = "Recomputes all balances and all usage from payments, and shows what differs from the books."
                    + " The standard error output tells how far that is.")
    int verify(@Mixin OperatorOptions options) {
        ProgressReporter reporter = new ProgressReporter(options.error(), System::nanoTime);
        JsonNode report = options.connect(surroundings)
                .get(
                        "/operator/v1/ledger/verify",
                        "progress",
                        reached -> reporter.reached(
                                DatabaseCopy.Step.CHECK,
                                "payments",
                                reached.path("payments").asLong(0),
                                reached.path("of_about").asLong(0)));
        // The answer begins before the check ends, so a check that was broken off can only say so inside of it.
        if (report.has("error")) {
            throw new Failure("The ledger was not checked to its end: "
                    + report.path("error").path("message").asString(""));
        }
        options.print(report);
        return report.path("balanced").asBoolean(false) ? ExitCodes.DONE : ExitCodes.LEDGER_DIFFERS;
    }
}
