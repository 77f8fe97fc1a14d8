package io.farthing.bootstrap.adapters;

import io.farthing.bootstrap.failure.Failure;
import java.util.Locale;

/** What is said when an adapter fails in a way that nobody foresaw: one sentence, whatever it was. */
public final class BrokenAdapter {

    private BrokenAdapter() {}

    /**
     * A sentence for the operator, with the fault behind it.
     *
     * @param adapter which one
     * @param origin where it was found
     * @param fault what it threw; one that is a {@link Failure} already is left as it is
     */
    public static Failure of(String adapter, String origin, Throwable fault) {
        if (fault instanceof Failure told) {
            return told;
        }
        return new Failure(
                "The adapter " + adapter + " in " + origin + " cannot be used: " + why(fault)
                        + " Remove it, or use a release that fits this Farthing.",
                fault);
    }

    private static String why(Throwable fault) {
        if (fault instanceof NoClassDefFoundError missing) {
            return "it needs the class " + className(missing) + ", which is neither in its jar nor in Farthing's.";
        }
        // A class that failed to initialise tells nothing itself; the reason is behind it.
        Throwable reason = fault.getCause() != null ? fault.getCause() : fault;
        if (reason instanceof ClassNotFoundException) {
            return "the class " + reason.getMessage() + " is missing.";
        }
        String message = reason.getMessage();
        String told = reason.getClass().getSimpleName() + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
        return "it failed with " + told + (told.endsWith(".") ? "" : ".");
    }

    private static String className(NoClassDefFoundError missing) {
        String name = String.valueOf(missing.getMessage());
        return name.toLowerCase(Locale.ROOT).startsWith("could not initialize") ? name : name.replace('/', '.');
    }
}
