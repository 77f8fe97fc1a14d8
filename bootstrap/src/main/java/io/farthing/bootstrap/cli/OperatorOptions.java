package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.config.HeaderSecret;
import io.farthing.bootstrap.config.HttpSettings;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which server an operator command asks, and with which token. */
final class OperatorOptions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the server is reached. Default: http.host and http.port of the settings.")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The operator token. Default: operator.token of the settings, or the file operator-token in"
                    + " the data folder; both keep it out of the list of processes.")
    private Optional<String> token = Optional.empty();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Prints an answer as readable JSON, for people and for pipes. */
    int print(JsonNode answer) {
        PrintWriter out = command.commandLine().getOut();
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        out.flush();
        return ExitCodes.DONE;
    }

    /** Where to tell what is not part of an answer. */
    PrintWriter error() {
        return command.commandLine().getErr();
    }

    /** A client of the server that is meant. */
    OperatorClient connect(Surroundings surroundings) {
        Settings read = settings.read(surroundings);
        return new OperatorClient(
                url.orElseGet(() -> address(read.http())),
                token.map(Secret::new).orElseGet(() -> token(read)));
    }

    private static URI address(HttpSettings http) {
        if (http.port() == 0) {
            throw new Failure("The settings leave the port open: say with --url where the server is reached.");
        }
        // A server that listens everywhere is also here; one cannot connect to everywhere.
        boolean isEverywhere = http.host().equals("0.0.0.0") || http.host().equals("::");
        return URI.create(isEverywhere ? "http://127.0.0.1:" + http.port() : http.url(http.port()));
    }

    private static Secret token(Settings settings) {
        return settings.operator().token().map(HeaderSecret::secret).orElseGet(() -> {
            Path file = settings.data().operatorTokenFile();
            try {
                return new Secret(Files.readString(file).strip());
            } catch (IOException e) {
                throw new Failure(
                        "There is no operator token: the file " + file + " cannot be read. Start the"
                                + " server once, set data-dir or operator.token as the server has it, or use --token.",
                        e);
            }
        });
    }
}
