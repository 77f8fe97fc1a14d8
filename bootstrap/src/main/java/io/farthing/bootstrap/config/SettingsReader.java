package io.farthing.bootstrap.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills a record of settings, and the records that it is made of, from the sources. */
final class SettingsReader {

    private final SettingSources sources;
    private final List<String> problems;

    private SettingsReader(SettingSources sources) {
        this.sources = sources;
        this.problems = new ArrayList<>(sources.problems());
    }

    /** A filled record; throws {@link ConfigurationProblem} with everything that is wrong at once. */
    static <R extends Record> R read(Class<R> group, Map<String, String> environment, Optional<Path> file) {
        List<SettingDefinition> definitions = SettingDefinition.of(group);
        SettingsReader reader = new SettingsReader(new SettingSources(definitions, environment, file));
        // A trial run over all settings, so that nothing is built of values of which a later one is wrong.
        definitions.forEach(reader::value);
        if (!reader.problems.isEmpty()) {
            throw new ConfigurationProblem(reader.problems);
        }
        return reader.build(group);
    }

    private <R extends Record> R build(Class<R> group) {
        RecordComponent[] components = group.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(this::component).toArray();
        try {
            return group.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings are records whose constructors take any value read", e);
        }
    }

    private Object component(RecordComponent component) {
        if (!component.isAnnotationPresent(Setting.class)) {
            return build(component.getType().asSubclass(Record.class));
        }
        SettingDefinition definition = SettingDefinition.of(component);
        Optional<Object> value = value(definition);
        return definition.isOptional() ? value : value.orElseThrow();
    }

    private Optional<Object> value(SettingDefinition definition) {
        Optional<RawValue> raw = sources.value(definition);
        if (raw.isEmpty()) {
            if (!definition.isOptional()) {
                problems.add(definition.key() + " has no value: give it one, or remove it to have its default, "
                        + definition.defaultValue() + ".");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(ValueReader.read(definition, raw.get().text()));
        } catch (IllegalArgumentException e) {
            String shown = definition.isSecret() ? "its value" : "'" + raw.get().text() + "'";
            problems.add(definition.key() + " cannot be " + shown + ", which comes from "
                    + raw.get().origin() + ": it must be " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
