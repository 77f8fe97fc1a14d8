package io.farthing.bootstrap.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes all settings down in the form of the file that they can be read from. */
public final class SettingsPrinter {

    private SettingsPrinter() {}

    /**
     * Every setting with what it means, its value and where that comes from. Defaults are commented out, so that the
     * text can be kept as a file without freezing them; secrets are shown as {@code (set)}.
     *
     * @throws ConfigurationProblem when a name or a value is wrong
     */
    public static String print(Map<String, String> environment, Optional<Path> file) {
        Settings.read(environment, file);
        SettingSources sources = new SettingSources(SettingDefinition.of(Settings.class), environment, file);
        StringBuilder text = new StringBuilder(8192);
        for (SettingDefinition definition : SettingDefinition.of(Settings.class)) {
            print(definition, sources.value(definition), text);
        }
        return text.toString();
    }

    private static void print(SettingDefinition definition, Optional<RawValue> value, StringBuilder text) {
        boolean isSet = value.filter(raw -> !raw.isDefault()).isPresent();
        text.append("# ").append(definition.description()).append('\n');
        text.append("# ").append(definition.environmentName());
        if (!definition.choices().isEmpty()) {
            text.append("; ").append(String.join(", ", definition.choices()));
        }
        if (!definition.defaultValue().isEmpty()) {
            text.append("; default ").append(definition.defaultValue());
        }
        if (isSet) {
            text.append("; set by ").append(value.orElseThrow().origin());
        }
        text.append('\n');
        boolean isSecret = definition.isSecret() && isSet;
        text.append(isSet && !isSecret ? "" : "#").append(definition.key()).append('=');
        // A back-slash is an escape in a properties file.
        text.append(isSecret ? "(set)" : value.map(RawValue::text).orElse("").replace("\\", "\\\\"));
        text.append("\n\n");
    }
}
