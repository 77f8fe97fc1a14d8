package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import io.farthing.application.spi.SettingValues;
import io.farthing.domain.secret.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One setting, as its record component and annotation describe it.
 *
 * @param key its name in the file
 * @param defaultValue its value unless set; empty when it is optional
 * @param description what it means
 * @param min the smallest number that it takes, where it is a number
 * @param max the largest number that it takes, where it is a number
 * @param type of what kind its value is
 * @param isOptional whether it can be left without a value
 */
record SettingDefinition(
        String key, String defaultValue, String description, long min, long max, Class<?> type, boolean isOptional) {

    /** What the name of every environment variable of ours begins with. */
    static final String ENVIRONMENT_PREFIX = "FARTHING_";

    /** The settings of a record and of the records that it is made of, in the order of their components. */
    static List<SettingDefinition> of(Class<? extends Record> group) {
        List<SettingDefinition> definitions = new ArrayList<>();
        for (RecordComponent component : group.getRecordComponents()) {
            if (isSetting(component)) {
                definitions.add(of(component));
            } else {
                definitions.addAll(of(component.getType().asSubclass(Record.class)));
            }
        }
        return List.copyOf(definitions);
    }

    static boolean isSetting(RecordComponent component) {
        return component.isAnnotationPresent(Setting.class);
    }

    static SettingDefinition of(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        boolean isOptional = component.getType() == Optional.class;
        Class<?> type = isOptional
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
        return new SettingDefinition(
                setting.key(),
                setting.defaultValue(),
                setting.description(),
                setting.min(),
                type == int.class ? Math.min(setting.max(), Integer.MAX_VALUE) : setting.max(),
                type,
                isOptional);
    }

    /** The environment variable that sets it. */
    String environmentName() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Whether its value must never be shown. */
    boolean isSecret() {
        return type == Secret.class || isRecordWithSecret();
    }

    private boolean isRecordWithSecret() {
        return type.isRecord()
                && Stream.of(type.getRecordComponents()).anyMatch(component -> component.getType() == Secret.class);
    }

    /** The values that it takes, for one that takes a few named ones; otherwise empty. */
    List<String> choices() {
        return SettingValues.choices(type);
    }
}
