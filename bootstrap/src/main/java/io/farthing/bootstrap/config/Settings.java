package io.farthing.bootstrap.config;

import io.farthing.application.spi.SettingValues;
import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.dotwallet.server.DotWalletSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the operator can set.
 *
 * @param http where the server listens, and how it is reached
 * @param data where things are on this machine
 * @param operator who may use the operator API
 * @param payments what is demanded of payments, and how many wait and are committed together
 * @param access who may come in, and where browsers may be sent
 * @param protocol how the DotWallet endpoints answer
 * @param process how the process logs
 * @param adapters the adapters that were chosen, one of each kind in the order of the kinds, with their own settings
 */
public record Settings(
        HttpSettings http,
        DataSettings data,
        OperatorSettings operator,
        PaymentSettings payments,
        AccessSettings access,
        DotWalletSettings protocol,
        ProcessSettings process,
        List<SelectedAdapter<?>> adapters) {

    /** The environment variable that names the file; it is not a setting itself. */
    public static final String FILE_VARIABLE = "FARTHING_CONFIG";

    /** The file that is read from the working directory when none is named. */
    public static final String DEFAULT_FILE = "farthing.properties";

    /** Keeps its own list. */
    public Settings {
        adapters = List.copyOf(adapters);
    }

    /**
     * Reads all settings: environment variables before the file, the file before the defaults. The adapters are those on
     * the class path and in the plugins folder that is set.
     *
     * @throws ConfigurationProblem when a name or a value is wrong, with a sentence for each
     * @throws Failure when an adapter cannot be used
     */
    public static Settings read(Map<String, String> environment, Optional<Path> file) {
        return read(environment, file, Catalogs.of(environment, file));
    }

    /**
     * Reads all settings, with these adapters to choose from.
     *
     * @throws ConfigurationProblem when a name or a value is wrong, with a sentence for each
     * @throws Failure when an adapter cannot be used
     */
    public static Settings read(Map<String, String> environment, Optional<Path> file, AdapterCatalog catalog) {
        AllDefinitions definitions = AllDefinitions.of(catalog);
        SettingSources sources = new SettingSources(definitions.all(), environment, file);
        SettingsReader reader = new SettingsReader(sources);
        // A trial run over all settings, so that nothing is built of values of which a later one is wrong.
        definitions.own().forEach(reader::check);
        AdapterSelection selection = new AdapterSelection(sources, definitions, catalog);
        reader.note(selection.problems());
        selection.chosen().forEach(adapter -> definitions.of(adapter).forEach(reader::check));
        reader.requireNoProblem();
        return new Settings(
                reader.build(HttpSettings.class),
                reader.build(DataSettings.class),
                reader.build(OperatorSettings.class),
                reader.build(PaymentSettings.class),
                reader.build(AccessSettings.class),
                reader.build(DotWalletSettings.class),
                reader.build(ProcessSettings.class),
                selection.chosen().stream()
                        .<SelectedAdapter<?>>map(adapter -> SelectedAdapter.of(adapter, reader))
                        .toList());
    }

    /**
     * The file to read: the one named on the command line, or else by {@value #FILE_VARIABLE}, or else {@value
     * #DEFAULT_FILE} in {@code workingDirectory} if it exists.
     *
     * @throws ConfigurationProblem when what the variable names cannot be a file
     */
    public static Optional<Path> file(Optional<Path> named, Map<String, String> environment, Path workingDirectory) {
        Path usual = workingDirectory.resolve(DEFAULT_FILE);
        return named.or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE))
                        .filter(text -> !text.isBlank())
                        .map(Settings::namedFile))
                .or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty());
    }

    private static Path namedFile(String text) {
        try {
            return (Path) SettingValues.read(Path.class, 0, 0, text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    List.of(FILE_VARIABLE + " cannot be '" + text + "': it must be " + e.getMessage() + "."));
        }
    }
}
