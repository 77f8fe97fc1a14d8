package io.farthing.application.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Everything there is to know about one setting, at the record component that holds its value.
 *
 * <p>The component's type says what is read: {@code boolean}, {@code int}, {@code String}, an enum (by the names of its
 * constants in lower case, with dashes), {@code Duration}, {@code Path}, {@code Satoshis}, {@code WebUri} (an origin
 * without a path), {@code Secret} (which is never shown, nor is a record that holds one), or any public type with a
 * {@code public static} method {@code parse(String)} that yields the type and throws {@link IllegalArgumentException}
 * with words that complete "the setting must be …"; {@link SettingValues} is where each of them is read. An {@code
 * Optional} of one of these may be left without a value. A setting that is neither optional nor has a default must be
 * set.
 *
 * <p>A component without this annotation is a record of further settings. What one setting demands of another is checked
 * by the record's constructor, which throws {@link IllegalArgumentException} with a clause that says what to change; it
 * must not repeat a secret.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /**
     * Its name in the file; the name of its environment variable follows from it. Lower-case words, joined by dots and
     * dashes, which are the same in the environment: no two settings may differ in nothing else. Those of an adapter
     * begin with the adapter's name and a dot.
     */
    String key();

    /**
     * Its value unless the operator sets another, written as the operator would write it; empty for one that is optional
     * or must be set.
     */
    String defaultValue() default "";

    /** What it means, for the operator: a sentence or two. */
    String description();

    /** The smallest number that it takes, where it is a number; the least seconds of a time, characters of a secret. */
    long min() default 0;

    /** The largest number that it takes, where it is a number; the most seconds of a time. */
    long max() default Long.MAX_VALUE;
}
