package io.farthing.application.service;

import io.farthing.application.port.in.RemoveExpired;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has expired things removed now and then, on a thread of its own. */
public final class Housekeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);

    private static final long PERIOD_MINUTES = 10;

    private final RemoveExpired removeExpired;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "housekeeping"));

    /** One that has not begun yet. */
    public Housekeeper(RemoveExpired removeExpired) {
        this.removeExpired = removeExpired;
    }

    /** Begins; the first round comes after one period. */
    @SuppressWarnings("FutureReturnValueIgnored") // A round keeps its failures to itself; nobody asks for them later.
    public void start() {
        timer.scheduleWithFixedDelay(this::tidy, PERIOD_MINUTES, PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    /** Waits for a round that is under way; there will be no other. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(PERIOD_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A round that fails must not be the last one, whatever it is: the timer would stop, and say nothing.
    void tidy() {
        try {
            LOG.debug("removed {} expired tokens and activations", removeExpired.removeExpired());
        } catch (Throwable e) {
            LOG.warn("expired tokens and activations could not be removed; trying again later", e);
        }
    }
}
