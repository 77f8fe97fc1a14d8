package io.farthing.bootstrap.config;

import io.farthing.application.spi.AdapterKind;
import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.adapters.ListedAdapter;
import io.farthing.bootstrap.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes all settings down in the form of the file that they can be read from. */
public final class SettingsPrinter {

    private static final String HIDDEN = "(set)";

    /**
     * A password among the parameters of a JDBC URL, or in front of its host. What it may contain differs from database to
     * database, so all that may still be part of it is taken for it.
     */
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=).*|(//[^/@:]*:).*(?=@)");

    private final SettingSources sources;
    private final StringBuilder text = new StringBuilder(8192);

    private SettingsPrinter(SettingSources sources) {
        this.sources = sources;
    }

    /**
     * Every setting with what it means, its value and where that comes from, then the adapters of each kind with theirs.
     * Defaults are commented out, so that the text can be kept as a file without freezing them; secrets are shown as
     * {@code (set)}, and so is a password in a URL.
     *
     * @throws ConfigurationProblem when a name or a value is wrong
     * @throws Failure when an adapter cannot be used
     */
    public static String print(Map<String, String> environment, Optional<Path> file) {
        AdapterCatalog catalog = Catalogs.of(environment, file);
        List<ListedAdapter<?>> chosen = Settings.read(environment, file, catalog).adapters().stream()
                .<ListedAdapter<?>>map(SelectedAdapter::listed)
                .toList();
        AllDefinitions definitions = AllDefinitions.of(catalog);
        SettingsPrinter printer = new SettingsPrinter(new SettingSources(definitions.all(), environment, file));
        definitions.own().forEach(printer::print);
        for (AdapterKind kind : AdapterKind.values()) {
            for (ListedAdapter<?> adapter : catalog.of(kind)) {
                printer.print(adapter, chosen.contains(adapter));
                definitions.of(adapter).forEach(printer::print);
            }
        }
        return printer.text.toString();
    }

    private void print(ListedAdapter<?> adapter, boolean isChosen) {
        String kind = adapter.kind().key();
        text.append("## ").append(kind).append(' ').append(adapter.name());
        text.append(isChosen ? ", which is used" : ", which is not used; set " + kind + "=" + adapter.name());
        text.append("\n## found in ").append(adapter.origin());
        text.append("\n## ").append(adapter.description()).append("\n\n");
    }

    private void print(SettingDefinition definition) {
        Optional<RawValue> value = sources.value(definition);
        boolean isSet = value.filter(raw -> !raw.isDefault()).isPresent();
        text.append("# ").append(definition.description()).append('\n');
        text.append("# ").append(definition.environmentName());
        if (!definition.choices().isEmpty()) {
            text.append("; ").append(String.join(", ", definition.choices()));
        }
        if (!definition.defaultValue().isEmpty()) {
            text.append("; default ").append(definition.defaultValue());
        } else if (!definition.isOptional()) {
            text.append("; must be set");
        }
        if (isSet) {
            text.append("; set by ").append(value.orElseThrow().origin());
        }
        text.append('\n');
        String plain = value.map(RawValue::text).orElse("");
        String shown = definition.isSecret() && isSet
                ? HIDDEN
                : PASSWORD.matcher(plain).replaceAll("$1$2" + HIDDEN);
        text.append(isSet && shown.equals(plain) ? "" : "#")
                .append(definition.key())
                .append('=');
        // A back-slash is an escape in a properties file.
        text.append(shown.replace("\\", "\\\\")).append("\n\n");
    }
}
