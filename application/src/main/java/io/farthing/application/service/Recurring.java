package io.farthing.application.service;

import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.in.ResolvePayments;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is done again and again, on a thread of its own. Thread-safe. */
public final class Recurring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private static final Duration HOUSEKEEPING_PAUSE = Duration.ofMinutes(10);
    private static final Duration RECONCILIATION_PAUSE = Duration.ofSeconds(1);
    private static final int RECONCILIATIONS_PER_REPORT = 60;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    /** What is done. */
    @FunctionalInterface
    interface Round {
        /** Does it once more, after it was done so many times. */
        void run(long before);
    }

    private final String name;
    private final Duration pause;
    private final Duration longestEnd;
    private final Round round;
    private final ScheduledExecutorService timer;
    private long rounds;

    /** Something that has not begun yet; what it is called is seen in the log, and as the name of the thread. */
    Recurring(String name, Duration pause, Round round) {
        this(name, pause, LONGEST_END, round);
    }

    /** The same, where a round that is under way at the end is waited for that long. */
    Recurring(String name, Duration pause, Duration longestEnd, Round round) {
        this.name = name;
        this.pause = pause;
        this.longestEnd = longestEnd;
        this.round = round;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            // A round that hangs for ever must not keep the process from ending.
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has what is expired removed now and then. */
    public static Recurring housekeeping(RemoveExpired removeExpired) {
        return new Recurring(
                "housekeeping",
                HOUSEKEEPING_PAUSE,
                before -> LOG.debug("removed {} expired tokens and activations", removeExpired.removeExpired()));
    }

    /**
     * Has the outcomes of payments found out, every second, and says every minute how many are open.
     *
     * @param whatShowsThem what an operator calls to see the payments that are open
     */
    public static Recurring reconciliation(
            ReconcilePayments reconcile, ResolvePayments payments, String whatShowsThem) {
        return new Recurring("reconciliation", RECONCILIATION_PAUSE, before -> {
            reconcile.reconcile();
            if (before % RECONCILIATIONS_PER_REPORT == 0) {
                report(payments.count().unknown(), whatShowsThem);
            }
        });
    }

    private static void report(long unknown, String whatShowsThem) {
        if (unknown > 0) {
            LOG.warn(
                    "{} payments wait for the wallet to tell what became of them; {} shows them",
                    unknown,
                    whatShowsThem);
        }
    }

    /** Begins; the first round comes after one pause. */
    @SuppressWarnings("FutureReturnValueIgnored") // A round keeps its failures to itself; nobody asks for them later.
    public void start() {
        timer.scheduleWithFixedDelay(this::go, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a round that is under way, but not for ever; there will be no other. The storage must still be open. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(longestEnd.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a round of {} is still under way; it is left behind", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A round that fails must not be the last one, whatever it is: the timer would stop, and say nothing.
    void go() {
        try {
            round.run(rounds++);
        } catch (Throwable e) {
            if (timer.isShutdown()) {
                LOG.debug("the last round of {} failed", name, e);
            } else {
                LOG.warn("a round of {} failed; there will be another", name, e);
            }
        }
    }
}
