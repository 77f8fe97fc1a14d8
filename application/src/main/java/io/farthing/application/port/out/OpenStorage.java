package io.farthing.application.port.out;

/** An open place where everything is kept: what an embedding host hands to the platform. Thread-safe. */
public interface OpenStorage extends AutoCloseable {

    /** Runs units of work, until the storage is closed. The same one every time. */
    UnitOfWork unitOfWork();

    /** Releases what the storage holds. Idempotent. Units of work that are still running fail. */
    @Override
    void close();
}
