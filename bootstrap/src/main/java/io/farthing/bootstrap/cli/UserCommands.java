package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.money.Satoshis;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the operator does with users. */
@Command(name = "user", description = "People with a wallet.")
final class UserCommands {

    private static final String USERS = "/operator/v1/users";

    private final Surroundings surroundings;

    UserCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(name = "create", description = "Creates a user with an empty wallet. Asks for the password.")
    int create(
            @Mixin OperatorOptions options,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "With which the user logs in.")
                    String name,
            @Option(names = "--password-stdin", description = "Reads the password from the standard input instead.")
                    boolean isPasswordPiped) {
        // An argument could be read by everybody on this machine and would stay in the shell's history.
        String password = PasswordPrompt.password(surroundings, isPasswordPiped);
        return options.print(options.connect(surroundings).post(USERS, Map.of("name", name, "password", password)));
    }

    @Command(name = "show", description = "Shows a user's balance and authorizations.")
    int show(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "OPEN_ID", description = "The open id of the user.") String openId) {
        return options.print(options.connect(surroundings).get(path(openId)));
    }

    @Command(name = "fund", description = "Puts money into a user's wallet, once for each reference.")
    int fund(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "OPEN_ID", description = "The open id of the user.") String openId,
            @Option(names = "--satoshis", required = true, paramLabel = "NUMBER", description = "How much.")
                    Satoshis satoshis,
            @Option(
                            names = "--reference",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What you call this funding; the same reference twice funds once, so that it"
                                    + " is safe to try again.")
                    String reference) {
        return options.print(options.connect(surroundings)
                .post(path(openId) + "/funds", Map.of("satoshis", satoshis.value(), "reference", reference)));
    }

    private static String path(String openId) {
        return USERS + "/" + OperatorClient.segment(openId);
    }
}
