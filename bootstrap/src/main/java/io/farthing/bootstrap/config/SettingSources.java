package io.farthing.bootstrap.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from, in order of precedence: environment variables, a properties file, the defaults.
 *
 * <p>The sources are strict: a name that is no setting is a problem, because a mistyped limit that is silently ignored
 * is a limit that does not hold. So is a key that occurs twice in the file.
 */
final class SettingSources {

    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 200;
    private static final int DEFAULTS_ORDINAL = 100;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, SettingDefinition> byKey = new HashMap<>();
    private final Map<String, SettingDefinition> byEnvironmentName = new HashMap<>();
    private final Optional<Path> file;
    private final SmallRyeConfig config;
    private final List<String> problems = new ArrayList<>();

    SettingSources(List<SettingDefinition> definitions, Map<String, String> environment, Optional<Path> file) {
        this.file = file;
        definitions.forEach(definition -> {
            byKey.put(definition.key(), definition);
            byEnvironmentName.put(definition.environmentName(), definition);
        });
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(environmentSource(environment));
        file.ifPresent(path -> sources.add(fileSource(path)));
        sources.add(defaultsSource(definitions));
        config = new SmallRyeConfigBuilder().withSources(sources).build();
    }

    /** The sources for a few settings only: what else is set may be settings, too. */
    static SettingSources ofSome(
            List<SettingDefinition> definitions, Map<String, String> environment, Optional<Path> file) {
        SettingSources sources = new SettingSources(definitions, environment, file);
        sources.problems.clear();
        return sources;
    }

    /**
     * The value of highest precedence, and where it comes from; nothing when there is none or it is blank. A blank
     * environment variable counts as one that is not set.
     */
    Optional<RawValue> value(SettingDefinition definition) {
        ConfigValue found = config.getConfigValue(definition.key());
        String text = found.getValue();
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new RawValue(text.strip(), origin(definition, found)));
    }

    /** What is wrong with the names in the sources. */
    List<String> problems() {
        return problems;
    }

    private String origin(SettingDefinition definition, ConfigValue found) {
        return switch (found.getConfigSourceOrdinal()) {
            case ENVIRONMENT_ORDINAL -> "environment variable " + definition.environmentName();
            case FILE_ORDINAL -> file.orElseThrow() + ", line " + found.getLineNumber();
            default -> RawValue.DEFAULT_ORIGIN;
        };
    }

    private ConfigSource environmentSource(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            SettingDefinition definition = byEnvironmentName.get(name);
            if (definition != null) {
                String value = environment.getOrDefault(name, "");
                // A blank one is what is left of a variable that somebody did not set: what is in the file holds then.
                if (!value.isBlank()) {
                    values.put(definition.key(), value);
                }
            } else if (name.startsWith(SettingDefinition.ENVIRONMENT_PREFIX) && !name.equals(Settings.FILE_VARIABLE)) {
                problems.add("Environment variable " + name + " is no setting: "
                        + Suggestion.of(name, byEnvironmentName.keySet()) + ".");
            }
        }
        return new PropertiesConfigSource(values, "environment", ENVIRONMENT_ORDINAL);
    }

    private ConfigSource fileSource(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigurationProblem(
                    List.of((Files.isDirectory(path) ? "'" + path + "' is a folder" : "There is no file " + path)
                            + ": name an existing properties file with --config or " + Settings.FILE_VARIABLE + "."));
        }
        try {
            requireGoodKeys(path);
            PropertiesConfigSource source =
                    new PropertiesConfigSource(path.toUri().toURL(), FILE_ORDINAL);
            for (String key : new TreeSet<>(source.getPropertyNames())) {
                if (!byKey.containsKey(key)) {
                    problems.add(
                            "In " + path + ", " + key + " is no setting: " + Suggestion.of(key, byKey.keySet()) + ".");
                }
            }
            return source;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationProblem(
                    List.of("The file " + path + " cannot be read as properties: " + reason(e) + "."));
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof CharacterCodingException) {
            return "its text is not in UTF-8; save it as that";
        }
        if (failure instanceof AccessDeniedException) {
            return "the user that runs this may not read it";
        }
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }

    // The library would take the last value of a key, and log the one before, which may be a secret; and it would take
    // garbage for what is in another encoding.
    private static void requireGoodKeys(Path path) throws IOException {
        Keys keys = new Keys();
        try (Reader reader = new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder())) {
            keys.load(reader);
        }
        if (keys.stringPropertyNames().stream().anyMatch(key -> key.startsWith(BYTE_ORDER_MARK))) {
            throw new IllegalArgumentException(
                    "it begins with a byte order mark, which nobody sees; save it as UTF-8 without one");
        }
        if (!keys.repeated.isEmpty()) {
            throw new ConfigurationProblem(keys.repeated.stream()
                    .map(key -> "In " + path + ", " + key + " is set more than once: keep one of those lines.")
                    .toList());
        }
    }

    private static ConfigSource defaultsSource(List<SettingDefinition> definitions) {
        Map<String, String> values = new HashMap<>();
        definitions.forEach(definition -> values.put(definition.key(), definition.defaultValue()));
        return new PropertiesConfigSource(values, "defaults", DEFAULTS_ORDINAL);
    }

    /** Properties that take note of the keys which occur again. */
    private static final class Keys extends Properties {
        private static final long serialVersionUID = 1L;

        private final TreeSet<String> repeated = new TreeSet<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                repeated.add(key.toString());
            }
            return before;
        }
    }
}
