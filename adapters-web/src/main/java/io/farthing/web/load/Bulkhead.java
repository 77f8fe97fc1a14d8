package io.farthing.web.load;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Has some costly work done a few times at once at most, while some others wait in line, in the order in which they came, and
 * all further ones are turned away at once. So neither memory nor all threads that serve requests are taken by it.
 *
 * <p>Thread-safe. The work is done by the thread that asks for it, which waits without being interrupted. Source: M. Nygard,
 * "Release It!", 2007, "Bulkheads".
 */
public final class Bulkhead {
    private final Semaphore admitted;
    private final Semaphore turns;

    /**
     * A bulkhead of a size.
     *
     * @param mostConcurrent how often the work is done at a time
     * @param mostWaiting how many wait for their turn
     */
    public Bulkhead(int mostConcurrent, int mostWaiting) {
        admitted = new Semaphore(mostConcurrent + mostWaiting);
        turns = new Semaphore(mostConcurrent, true);
    }

    /**
     * Does the work when it is its turn.
     *
     * @param full what to throw when too many wait
     * @return what the work came to; what it throws is passed on
     */
    public <T> T call(Supplier<T> work, Supplier<? extends RuntimeException> full) {
        enter(full);
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** The same for work that comes to nothing but what it does. */
    public void run(Runnable work, Supplier<? extends RuntimeException> full) {
        enter(full);
        try {
            work.run();
        } finally {
            leave();
        }
    }

    private void enter(Supplier<? extends RuntimeException> full) {
        if (!admitted.tryAcquire()) {
            throw full.get();
        }
        turns.acquireUninterruptibly();
    }

    private void leave() {
        turns.release();
        admitted.release();
    }
}
