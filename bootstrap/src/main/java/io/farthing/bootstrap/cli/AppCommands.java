package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.operator.OperatorClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the operator does with apps. */
@Command(name = "app", description = "Apps that may ask users for payments.")
final class AppCommands {

    private static final String APPS = "/operator/v1/apps";

    private final Surroundings surroundings;

    AppCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(name = "create", description = "Registers an app, and shows its secret this once.")
    int create(
            @Mixin OperatorOptions options,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name shown to users.")
                    String name,
            @Option(
                            names = "--redirect-uri",
                            required = true,
                            paramLabel = "URI",
                            description = "Where browsers may be sent: an origin, such as https://shop.example, or a"
                                    + " full URL. May be repeated.")
                    List<String> redirectUris,
            @Option(names = "--icon-url", paramLabel = "URL", description = "The picture shown to users.")
                    Optional<String> iconUrl,
            @Option(
                            names = "--refuse-url",
                            paramLabel = "URL",
                            description = "Where browsers are sent when a user refuses.")
                    Optional<String> refuseUrl,
            @Option(
                            names = "--receive-address",
                            paramLabel = "ADDRESS",
                            description = "Where payments go that name no recipients.")
                    Optional<String> receiveAddress) {
        Map<String, Object> app = new TreeMap<>(Map.of("name", name, "redirect_uris", redirectUris));
        iconUrl.ifPresent(url -> app.put("icon_url", url));
        refuseUrl.ifPresent(url -> app.put("refuse_url", url));
        receiveAddress.ifPresent(address -> app.put("receive_address", address));
        return options.print(options.connect(surroundings).post(APPS, app));
    }

    @Command(name = "list", description = "Shows the apps, in the order of their ids.")
    int list(
            @Mixin OperatorOptions options,
            @Option(
                            names = "--after",
                            paramLabel = "APP_ID",
                            description = "Begins behind that app: the field next of an answer says where the next"
                                    + " page begins.")
                    Optional<String> after) {
        String query = after.map(id -> "?after=" + OperatorClient.segment(id)).orElse("");
        return options.print(options.connect(surroundings).get(APPS + query));
    }

    @Command(
            name = "rotate-secret",
            description =
                    "Gives an app a new secret, and shows it this once. Of the earlier ones only the last stays good for"
                            + " a while: a second rotation ends the secret before it at once.")
    int rotateSecret(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "APP_ID", description = "The id of the app.") String appId,
            @Option(
                            names = "--old-secret-valid-seconds",
                            paramLabel = "SECONDS",
                            defaultValue = "0",
                            description = "How long the secret until now stays good. Default: ${DEFAULT-VALUE}.")
                    long oldSecretValidSeconds) {
        return options.print(options.connect(surroundings)
                .post(path(appId, "/secret"), Map.of("old_secret_valid_seconds", oldSecretValidSeconds)));
    }

    @Command(name = "suspend", description = "Stops an app: it is unknown to everybody until it is resumed.")
    int suspend(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "APP_ID", description = "The id of the app.") String appId) {
        return options.print(options.connect(surroundings).post(path(appId, "/suspend"), Map.of()));
    }

    @Command(name = "resume", description = "Lets a suspended app go on.")
    int resume(
            @Mixin OperatorOptions options,
            @Parameters(paramLabel = "APP_ID", description = "The id of the app.") String appId) {
        return options.print(options.connect(surroundings).post(path(appId, "/resume"), Map.of()));
    }

    private static String path(String appId, String action) {
        return APPS + "/" + OperatorClient.segment(appId) + action;
    }
}
