package io.farthing.bench.load;

import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a selector whenever a request becomes due: a selector's own time-out is no finer than a millisecond. Without a
 * rate it does nothing.
 */
final class Pacemaker {

    private final Thread thread;
    private volatile boolean running = true;

    Pacemaker(Selector selector, int perSecond, long startNanos) {
        thread = new Thread(() -> beat(selector, perSecond, startNanos), "pacemaker");
        if (perSecond > 0) {
            thread.start();
        }
    }

    private void beat(Selector selector, int perSecond, long startNanos) {
        for (long beat = 0; running; beat++) {
            long due = startNanos + beat * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long rest = due - System.nanoTime(); rest > 0 && running; rest = due - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
            selector.wakeup();
        }
    }

    /** Ends the beat. */
    void stop() {
        running = false;
        LockSupport.unpark(thread);
    }
}
