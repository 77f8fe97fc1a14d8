package io.farthing.application.port.out;

import java.util.function.Consumer;

/** What the contracts of all storage ports share. */
public interface StorageContract {

    /** The storage under test: empty when a test begins, and the same one until the test ends. */
    UnitOfWork unitOfWork();

    /** Runs work that yields nothing. */
    default void write(Consumer<Stores> work) {
        unitOfWork().write(stores -> {
            work.accept(stores);
            return true;
        });
    }
}
