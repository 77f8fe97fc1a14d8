package io.farthing.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what a mistyped name was meant to be. */
final class Suggestion {

    private static final String WHERE_TO_LOOK = "remove it, and run `farthing config` to see all settings";

    private Suggestion() {}

    /** The known name that is nearest, if it is near enough to have been meant; otherwise where to look. */
    static String of(String name, Collection<String> known) {
        int tolerance = Math.max(2, name.length() / 4);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "did you mean " + candidate + "? Otherwise " + WHERE_TO_LOOK)
                .orElse(WHERE_TO_LOOK);
    }

    /** How many letters have to be added, removed or replaced (Levenshtein). */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
