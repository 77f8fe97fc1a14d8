package io.farthing.application.fake;

import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;

/** The storage in memory does what every storage does. */
final class InMemoryUnitOfWorkTest implements StoresContract {

    private final UnitOfWork unitOfWork = new InMemoryUnitOfWork();

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }
}
