package io.farthing.application.service;

import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import java.util.function.Function;

/** A storage behind a {@link StorageBulkhead}: a place is taken for each unit of work. Thread-safe. */
final class BoundedUnitOfWork implements UnitOfWork {

    private final UnitOfWork storage;
    private final StorageBulkhead bulkhead;

    BoundedUnitOfWork(UnitOfWork storage, StorageBulkhead bulkhead) {
        this.storage = storage;
        this.bulkhead = bulkhead;
    }

    @Override
    public <T> T write(Function<Stores, T> work) {
        return bulkhead.within(() -> storage.write(work));
    }

    @Override
    public <T> T read(Function<Stores, T> work) {
        return bulkhead.within(() -> storage.read(work));
    }
}
