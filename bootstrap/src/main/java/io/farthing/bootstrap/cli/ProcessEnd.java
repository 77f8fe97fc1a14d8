package io.farthing.bootstrap.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a process that runs until it is asked to end. */
final class ProcessEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

    // What waits for others at the end takes less, and supervisors kill after 90 s.
    private static final Duration LONGEST = Duration.ofSeconds(75);

    private ProcessEnd() {}

    /**
     * Waits until the process is asked to end (by SIGTERM or SIGINT); it then ends once {@code close} has run, or has not
     * come to its end in time.
     *
     * @param close finishes what was accepted
     * @param announcement says that it runs; whoever reads that may ask it to end at once
     */
    static void await(Runnable close, Runnable announcement) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> within(LONGEST, close), "shutdown"));
        announcement.run();
        try {
            // The virtual machine ends when its shutdown hooks have, whatever this thread does.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns once {@code close} has run, or when the time is over: to be killed costs nothing that was told to anybody, and
     * a disk that does not answer would be waited for for ever.
     */
    static void within(Duration longest, Runnable close) {
        Thread closing = new Thread(close, "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            Throwable waiting = new Throwable("where it waits");
            waiting.setStackTrace(closing.getStackTrace());
            LOG.warn("the end takes too long, and is broken off as if the process were killed", waiting);
        }
    }
}
