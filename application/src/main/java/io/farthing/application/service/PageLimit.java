package io.farthing.application.service;

import io.farthing.application.port.in.InvalidInput;

/** How many entries of a list a caller may ask for at once. Thread-safe: no state. */
final class PageLimit {

    private PageLimit() {}

    /** Throws {@link InvalidInput} unless {@code limit} is 1 to {@code most}. */
    static void require(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new InvalidInput("limit", "limit must be 1 to " + most + ", not " + limit);
        }
    }
}
