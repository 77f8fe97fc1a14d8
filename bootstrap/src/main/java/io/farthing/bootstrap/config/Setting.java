package io.farthing.bootstrap.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Everything there is to know about one setting, at the record component that holds its value. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** Its name in the file; the name of its environment variable follows from it. */
    String key();

    /** Its value unless the operator sets another; empty for a component that is an {@code Optional}. */
    String defaultValue() default "";

    /** What it means, for the operator: a sentence or two. */
    String description();

    /** The smallest number that it takes, where it is a number; the least seconds of a time, characters of a secret. */
    long min() default 0;

    /** The largest number that it takes, where it is a number; the most seconds of a time. */
    long max() default Long.MAX_VALUE;
}
