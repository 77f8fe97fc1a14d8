package io.farthing.bootstrap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the operator does with the ledger. */
@Command(name = "ledger", description = "The books.")
final class LedgerCommands {

    private final Surroundings surroundings;

    LedgerCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "verify",
            description = "Recomputes all balances and all usage from payments, and shows what differs from the books.")
    int verify(@Mixin OperatorOptions options) {
        OperatorClient.Answer answer = options.connect(surroundings).get("/operator/v1/ledger/verify");
        answer.print(options.out());
        return answer.isTrue("balanced") ? ExitCodes.DONE : ExitCodes.LEDGER_DIFFERS;
    }
}
