package io.farthing.bootstrap.cli;

import java.util.concurrent.CountDownLatch;

/** The end of a process that runs until it is asked to end. */
final class ProcessEnd {

    private ProcessEnd() {}

    /**
     * Waits until the process is asked to end (by SIGTERM or SIGINT); it then ends once {@code close} has run.
     *
     * @param close finishes what was accepted
     * @param announcement says that it runs; whoever reads that may ask it to end at once
     */
    static void await(Runnable close, Runnable announcement) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "shutdown"));
        announcement.run();
        try {
            // The virtual machine ends when its shutdown hooks have, whatever this thread does.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
