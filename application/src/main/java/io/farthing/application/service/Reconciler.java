package io.farthing.application.service;

import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.in.ResolvePayments.Pending;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the outcomes of payments found out, every second, and says every minute how many are open. */
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private static final long PERIOD_SECONDS = 1;
    private static final int ROUNDS_PER_REPORT = 60;
    private static final long LONGEST_ROUND_MINUTES = 10;

    private final ReconcilePayments reconcile;
    private final ResolvePayments payments;
    private final String whatShowsThem;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "reconciliation"));
    private int rounds;

    /**
     * One that has not begun yet.
     *
     * @param whatShowsThem what an operator calls to see the payments that are open
     */
    public Reconciler(ReconcilePayments reconcile, ResolvePayments payments, String whatShowsThem) {
        this.reconcile = reconcile;
        this.payments = payments;
        this.whatShowsThem = whatShowsThem;
    }

    /** Begins at once: a server that was killed may have left something open. */
    @SuppressWarnings("FutureReturnValueIgnored") // A round keeps its failures to itself; nobody asks for them later.
    public void start() {
        timer.scheduleWithFixedDelay(this::round, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for a round that is under way; there will be no other. The engine must still run. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(LONGEST_ROUND_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A round that fails must not be the last one, whatever it is: the timer would stop, and say nothing.
    private void round() {
        try {
            reconcile.reconcile();
            if (rounds++ % ROUNDS_PER_REPORT == 0) {
                report(payments.count());
            }
        } catch (Throwable e) {
            LOG.warn("the outcomes of payments could not be found out; trying again", e);
        }
    }

    private void report(Pending pending) {
        if (pending.unknown() > 0) {
            LOG.warn(
                    "{} payments wait for the wallet to tell what became of them; {} shows them",
                    pending.unknown(),
                    whatShowsThem);
        }
    }
}
