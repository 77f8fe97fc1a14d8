package io.farthing.bootstrap.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the operator can set.
 *
 * @param http where the server listens, and how it is reached
 * @param storage where everything is kept
 * @param operator who may use the operator API
 * @param payments what is demanded of payments, and how many wait and are committed together
 * @param access who may come in, and where browsers may be sent
 * @param protocol how the DotWallet endpoints answer
 * @param process how the process logs
 */
public record Settings(
        HttpSettings http,
        StorageSettings storage,
        OperatorSettings operator,
        PaymentSettings payments,
        AccessSettings access,
        ProtocolSettings protocol,
        ProcessSettings process) {

    /** The environment variable that names the file; it is not a setting itself. */
    public static final String FILE_VARIABLE = "FARTHING_CONFIG";

    /** The file that is read from the working directory when none is named. */
    public static final String DEFAULT_FILE = "farthing.properties";

    /**
     * Reads all settings: environment variables before the file, the file before the defaults.
     *
     * @throws ConfigurationProblem when a name or a value is wrong, with a sentence for each
     */
    public static Settings read(Map<String, String> environment, Optional<Path> file) {
        return SettingsReader.read(Settings.class, environment, file);
    }

    /**
     * The file to read: the one named on the command line, or else by {@value #FILE_VARIABLE}, or else {@value
     * #DEFAULT_FILE} in {@code workingDirectory} if it exists.
     */
    public static Optional<Path> file(Optional<Path> named, Map<String, String> environment, Path workingDirectory) {
        Path usual = workingDirectory.resolve(DEFAULT_FILE);
        return named.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE))
                        .filter(text -> !text.isBlank())
                        .map(Path::of))
                .or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty());
    }
}
