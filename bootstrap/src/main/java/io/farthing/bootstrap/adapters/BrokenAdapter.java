package io.farthing.bootstrap.adapters;

import io.farthing.bootstrap.failure.Failure;

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
                "The adapter " + adapter + " in " + origin + " cannot be used (" + why(fault)
                        + "): remove it, or use a release that fits this Farthing.",
                fault);
    }

    private static String why(Throwable fault) {
        // A service loader and a class that failed to initialise tell nothing themselves; the reason is behind them.
        Throwable reason = fault;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String message = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return switch (reason.getClass().getSimpleName()) {
            case "NoClassDefFoundError", "ClassNotFoundException" -> "it lacks the class " + message.replace('/', '.');
            case "ServiceConfigurationError" -> message;
            default -> reason.getClass().getSimpleName() + ": " + message;
        };
    }
}
