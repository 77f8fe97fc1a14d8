package io.farthing.persistence;

import io.farthing.persistence.h2.H2FilePath;

/**
 * Files of H2 in which the newest commit is found after a crash, for a host that lends us its own H2. H2 makes one for every
 * path that begins with {@link #SCHEME} and a colon, as {@code jdbc:h2:file:farthing:./data/host} does; our own databases
 * are in such files anyway. {@code docs/adr/0003-durability.md} says what H2 does without. Thread-safe.
 */
public final class H2File {

    /** What the path of such a file begins with, before a colon. */
    public static final String SCHEME = H2FilePath.SCHEME;

    private H2File() {}

    /**
     * Lets H2 know of the scheme, for as long as this process runs. To be called before the first connection: until then H2
     * takes the scheme for the name of a folder. Idempotent.
     */
    public static void register() {
        H2FilePath.register();
    }
}
