package io.farthing.web.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the headers of a request do not end: who sends a byte now and then is never idle, and could
 * keep others out. From the last answer on, or the beginning, the headers may take twice as long as the connection may be
 * idle, which is less while there are too many. To be added to a connector as a bean. Thread-safe.
 */
final class HeaderPatience extends AbstractLifeCycle implements Connection.Listener {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int IDLE_TIMES = 2;

    private final ServerConnector connector;

    /** The connections that there are, and how far each was when it was last seen to get on. */
    private final Map<HttpConnection, Progress> connections = new ConcurrentHashMap<>();

    private volatile Scheduler.Task next = () -> false;

    HeaderPatience(ServerConnector connector) {
        this.connector = connector;
    }

    /** How many requests had come, and since when it has been that many. */
    private record Progress(long requests, long sinceNanos) {}

    @Override
    protected void doStart() {
        lookLater();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.put(http, progress(http));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.remove(http);
        }
    }

    private void lookLater() {
        next = connector.getScheduler().schedule(this::look, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            connections.forEach(this::look);
        } finally {
            if (isRunning()) {
                lookLater();
            }
        }
    }

    private void look(HttpConnection connection, Progress last) {
        boolean awaitsHeaders = connection.getParser().inHeaderState();
        if (!awaitsHeaders || connection.getMessagesIn() != last.requests()) {
            connections.replace(connection, last, progress(connection));
        } else if (NanoTime.millisSince(last.sinceNanos())
                > IDLE_TIMES * connection.getEndPoint().getIdleTimeout()) {
            connection.getEndPoint().close(new TimeoutException("the headers of a request did not end"));
        }
    }

    private static Progress progress(HttpConnection connection) {
        return new Progress(connection.getMessagesIn(), NanoTime.now());
    }
}
