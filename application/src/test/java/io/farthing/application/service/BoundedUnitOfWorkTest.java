package io.farthing.application.service;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;

/** A storage behind a bulkhead does what every storage does. */
final class BoundedUnitOfWorkTest implements StoresContract {

    private final UnitOfWork bounded = new BoundedUnitOfWork(new InMemoryUnitOfWork(), new StorageBulkhead());

    @Override
    public UnitOfWork unitOfWork() {
        return bounded;
    }
}
