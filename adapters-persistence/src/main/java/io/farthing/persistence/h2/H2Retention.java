package io.farthing.persistence.h2;

import java.util.Map;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * How old a chunk of H2's file has to be before its room is free for others. H2 tells that by the clock and frees chunks one
 * after the other; where the clock was set back, it takes it to stand still until it is where it was before. For so long
 * no chunk would get old enough, nor, after a restart, would any be freed behind one that a clock has dated which was
 * ahead, and the file would grow by all that commits write. So until then the age does not matter.
 *
 * <p>Nothing rests on it: a chunk that was written earlier than that is free as soon as {@link H2Databases#VERSIONS_KEPT}
 * commits have followed. Not thread-safe: whoever commits has the turn.
 */
final class H2Retention {

    /** Any age will do. */
    private static final int ANY = -1;

    /** A clock that goes shows another time after that long. */
    private static final long MOMENT_NANOS = 20_000_000;

    private final MVStore store;
    private final int usualMillis;
    private final long newestMillis;

    /** The time that H2 went by last, and since when it has been that time. */
    private long shownMillis;

    private long sinceNanos;

    /** The retention of a store that has just been opened. */
    H2Retention(MVStore store) {
        this.store = store;
        this.usualMillis = store.getRetentionTime();
        this.newestMillis = newestMillis(store.getFileStore());
    }

    private static long newestMillis(FileStore<?> file) {
        long sinceCreation = file.getLayoutMap().entrySet().stream()
                .filter(each -> each.getKey().startsWith("chunk."))
                .map(Map.Entry::getValue)
                .mapToLong(chunk -> file.createChunk(chunk).time)
                .max()
                .orElse(0);
        return file.getCreationTime() + sinceCreation;
    }

    /** Has the next commit free what is old enough. */
    void beforeCommit() {
        long nowNanos = System.nanoTime();
        long millis = store.getTimeAbsolute();
        if (millis != shownMillis) {
            shownMillis = millis;
            sinceNanos = System.nanoTime();
        }
        boolean isSetBack = millis < newestMillis || nowNanos - sinceNanos > MOMENT_NANOS;
        store.setRetentionTime(isSetBack ? ANY : usualMillis);
    }
}
