package io.farthing.bootstrap.adapters;

import java.util.Collection;
import java.util.stream.Collectors;

/** How classes are named in messages. */
public final class Names {

    private Names() {}

    /** The simple names of these classes, in the order of the alphabet, with commas between them. */
    public static String of(Collection<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }
}
