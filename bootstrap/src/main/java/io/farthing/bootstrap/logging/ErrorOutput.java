package io.farthing.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines to the standard error output, in their order. Those of the access log, of which there is one for every
 * request, wait for each other: they are written together after {@value #PATIENCE_MS} ms at the latest, with the next
 * line of another kind, when many have come together, and one by one once the process has been asked to end. A process
 * that is killed may lose the last of them, and no other line.
 *
 * <p>Thread-safe.
 */
final class ErrorOutput extends ConsoleAppender<ILoggingEvent> {
    /** How long a line of the access log waits for others. */
    static final int PATIENCE_MS = 100;

    private static final String ACCESS_LOG = "io.farthing.web.access";
    private static final int BUFFER_BYTES = 32 * 1024;

    private volatile boolean ending;

    ErrorOutput() {
        setTarget("System.err");
        setImmediateFlush(false);
    }

    @Override
    public void setOutputStream(OutputStream target) {
        super.setOutputStream(new BufferedOutputStream(target, BUFFER_BYTES));
    }

    @Override
    public void start() {
        super.start();
        ScheduledFuture<?> flushes = getContext()
                .getScheduledExecutorService()
                .scheduleWithFixedDelay(this::flush, PATIENCE_MS, PATIENCE_MS, TimeUnit.MILLISECONDS);
        // Cancelled with what else is scheduled when logging is set up anew.
        getContext().addScheduledFuture(flushes);
    }

    @Override
    public void stop() {
        flush();
        super.stop();
    }

    /** Writes what is waiting; from now on nothing waits. */
    void end() {
        ending = true;
        flush();
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (ending || !ACCESS_LOG.equals(event.getLoggerName())) {
            flush();
        }
    }

    private void flush() {
        try {
            getOutputStream().flush();
        } catch (IOException e) {
            addError("The log cannot be written.", e);
        }
    }
}
