package io.farthing.web.operator;

import java.util.function.Supplier;

/** Turns what was sent into values of the domain. */
final class Values {
    private Values() {}

    /** The value, or a {@link Refusal} with the sentence in which the value's own rules refuse it. */
    static <T> T of(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw Refusal.wrong(field, message == null ? field + " is wrong." : message);
        }
    }
}
