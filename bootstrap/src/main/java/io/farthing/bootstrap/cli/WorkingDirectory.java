package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.failure.Failure;
import java.util.Optional;

/**
 * The folder that relative paths start from. Java asks the locale which letters its name has; those that the locale has
 * not become others, and then the settings are looked for, and the data folder is made, in another place.
 */
final class WorkingDirectory {

    private static final char REPLACEMENT = '\uFFFD';

    private WorkingDirectory() {}

    /** Why no command can run there; nothing when one can. The name is what Java has read. */
    static Optional<Failure> problem(String name) {
        return name.indexOf(REPLACEMENT) < 0
                ? Optional.empty()
                : Optional.of(new Failure("The working directory " + name
                        + " has letters that the locale has not: start with LC_ALL=C.UTF-8, which has all of them, or in"
                        + " another directory."));
    }
}
