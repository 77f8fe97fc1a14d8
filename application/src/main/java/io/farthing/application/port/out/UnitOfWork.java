package io.farthing.application.port.out;

import java.util.function.Function;

/**
 * Work that is done wholly or not at all.
 *
 * <p>Thread-safe. Units of work do not nest: an inner one throws {@link IllegalStateException}. The work may be run
 * again from its start when the storage asks for it, so it has no effect but through its {@link Stores}, and keeps
 * nothing of them beyond its end.
 */
public interface UnitOfWork {

    /**
     * Runs {@code work} and commits what it wrote. When this returns, the writes survive a killed process and a power
     * cut; when the work or the commit throws, none of them was made, unless the failure says
     * {@link StorageFailure.Category#OUTCOME_UNKNOWN}. Conflicts with concurrent units of work are retried inside, a
     * bounded number of times.
     *
     * @param <T> what the work yields
     * @throws StorageFailure when the storage cannot do it
     */
    <T> T write(Function<Stores, T> work);

    /**
     * Runs {@code work}, which only reads, on one consistent state: it sees nothing of what is committed while it runs,
     * and holds nobody up who commits. What it tries to write all the same is refused as a {@link
     * StorageFailure.Category#FAULT}, or comes to nothing.
     *
     * @param <T> what the work yields
     * @throws StorageFailure when the storage cannot do it
     */
    <T> T read(Function<Stores, T> work);
}
