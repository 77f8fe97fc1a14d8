package io.farthing.application.port.out;

/**
 * An open place where everything is kept: what an embedding host hands to the platform. Thread-safe.
 *
 * <p>What was committed is there when it is opened again, and no number is handed out a second time. Opening what is
 * open already, here or in another process, is refused, or shares everything with the first.
 *
 * <p>Not the same object as its {@link UnitOfWork}: a platform is built on either, and has to be told which.
 */
public interface OpenStorage extends AutoCloseable {

    /** Runs units of work, until the storage is closed. The same one every time. */
    UnitOfWork unitOfWork();

    /**
     * Releases what the storage holds. Idempotent. Units of work that are still running fail, or are on the disk when
     * they return.
     */
    @Override
    void close();
}
