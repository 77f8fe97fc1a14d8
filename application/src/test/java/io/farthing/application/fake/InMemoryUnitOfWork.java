package io.farthing.application.fake;

import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A storage in memory: writing units of work run one after the other, each on a copy of the state that takes the
 * state's place when it commits.
 *
 * <p>Thread-safe. Slow once it holds many thousands of payments, because every unit of work copies the state's maps.
 */
public final class InMemoryUnitOfWork implements UnitOfWork {

    private final ReentrantLock writing = new ReentrantLock();
    private final ThreadLocal<Boolean> isAtWork = ThreadLocal.withInitial(() -> false);
    private final AtomicLong lastId = new AtomicLong();
    private volatile InMemoryState committed = new InMemoryState();
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable afterCommit = () -> {};

    /** From now on runs {@code hook} before every commit. When it throws, nothing is written. */
    public void beforeCommit(Runnable hook) {
        beforeCommit = hook;
    }

    /** From now on runs {@code hook} after every commit. When it throws, everything was written all the same. */
    public void afterCommit(Runnable hook) {
        afterCommit = hook;
    }

    @Override
    public <T> T write(Function<Stores, T> work) {
        return alone(() -> {
            writing.lock();
            try {
                InMemoryState state = new InMemoryState(committed);
                T result = work.apply(new InMemoryStores(state, lastId));
                beforeCommit.run();
                committed = state;
                afterCommit.run();
                return result;
            } finally {
                writing.unlock();
            }
        });
    }

    /** Runs the work on a copy that is dropped at the end, so that it writes nothing even if it tries to. */
    @Override
    public <T> T read(Function<Stores, T> work) {
        return alone(() -> work.apply(new InMemoryStores(new InMemoryState(committed), lastId)));
    }

    private <T> T alone(Supplier<T> work) {
        if (isAtWork.get()) {
            throw new IllegalStateException("units of work do not nest");
        }
        isAtWork.set(true);
        try {
            return work.get();
        } finally {
            isAtWork.remove();
        }
    }
}
