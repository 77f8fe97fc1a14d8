package io.farthing.bootstrap.config;

import io.farthing.application.spi.SettingValues;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fills records of settings, and the records that they are made of, from the sources. */
final class SettingsReader {

    private final SettingSources sources;
    private final List<String> problems;

    SettingsReader(SettingSources sources) {
        this.sources = sources;
        this.problems = new ArrayList<>(sources.problems());
    }

    /** Notes what is wrong with the value of a setting. */
    void check(SettingDefinition definition) {
        value(definition);
    }

    /** Notes what somebody else found. */
    void note(List<String> found) {
        problems.addAll(found);
    }

    /** Throws {@link ConfigurationProblem} with everything that is wrong at once, if anything is. */
    void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new ConfigurationProblem(problems);
        }
    }

    /**
     * A filled record. Its settings were checked before, and there was no problem.
     *
     * @throws ConfigurationProblem when the values, each good by itself, do not go together
     */
    <R extends Record> R build(Class<R> group) {
        return build(group, "");
    }

    /**
     * The same for the settings of somebody.
     *
     * @param whose words to put after "the settings", with a blank at their end
     */
    <R extends Record> R build(Class<R> group, String whose) {
        RecordComponent[] components = group.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> component(component, whose))
                .toArray();
        try {
            Constructor<R> constructor = group.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new ConfigurationProblem(
                        List.of("The settings " + whose + "do not go together: " + refused.getMessage() + "."));
            }
            throw new IllegalStateException("records of settings refuse values with IllegalArgumentException only", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings are records", e);
        }
    }

    private Object component(RecordComponent component, String whose) {
        if (!SettingDefinition.isSetting(component)) {
            return build(component.getType().asSubclass(Record.class), whose);
        }
        SettingDefinition definition = SettingDefinition.of(component);
        Optional<Object> value = value(definition);
        return definition.isOptional() ? value : value.orElseThrow();
    }

    private Optional<Object> value(SettingDefinition definition) {
        Optional<RawValue> raw = sources.value(definition);
        if (raw.isEmpty()) {
            if (!definition.isOptional()) {
                problems.add(definition.key() + " has no value: " + remedy(definition));
            }
            return Optional.empty();
        }
        try {
            return Optional.of(SettingValues.read(
                    definition.type(),
                    definition.min(),
                    definition.max(),
                    raw.get().text()));
        } catch (IllegalArgumentException e) {
            String shown = definition.isSecret() ? "what" : "'" + raw.get().text() + "', which";
            problems.add(definition.key() + " cannot be " + shown + " comes from "
                    + raw.get().origin() + ": it must be " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static String remedy(SettingDefinition definition) {
        return definition.defaultValue().isEmpty()
                ? "set it, in the file or as " + definition.environmentName() + "."
                : "give it one, or remove it to have its default, " + definition.defaultValue() + ".";
    }
}
