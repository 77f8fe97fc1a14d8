package io.farthing.web.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.NanoTime;

/** Does something once a minute at most, however often it is asked to. Thread-safe. */
public final class OnceAMinute {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong nextNanos = new AtomicLong(NanoTime.now());

    /** Runs it, unless something has been run less than a minute ago. */
    public void run(Runnable task) {
        long next = nextNanos.get();
        if (NanoTime.since(next) >= 0 && nextNanos.compareAndSet(next, NanoTime.now() + MINUTE_NANOS)) {
            task.run();
        }
    }
}
