package io.farthing.bootstrap.config;

/**
 * A value as it was written, before it is read.
 *
 * @param text what was written, without blanks around it
 * @param origin where, in words that complete "it comes from …"
 */
record RawValue(String text, String origin) {

    static final String DEFAULT_ORIGIN = "the default";

    static RawValue ofDefault(SettingDefinition setting) {
        return new RawValue(setting.defaultValue(), DEFAULT_ORIGIN);
    }

    boolean isDefault() {
        return origin.equals(DEFAULT_ORIGIN);
    }
}
