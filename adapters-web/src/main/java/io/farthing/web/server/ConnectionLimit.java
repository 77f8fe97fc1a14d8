package io.farthing.web.server;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts no more connections than there is {@linkplain ConnectionRoom room} for; others wait until one ends. Meanwhile
 * one that neither sends nor takes anything is closed soon, unless its answer is due. Thread-safe.
 */
final class ConnectionLimit extends NetworkConnectionLimit implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);

    private final ServerConnector connector;
    private final OnceAMinute warning = new OnceAMinute();
    private volatile boolean isFull;

    ConnectionLimit(int maxConnections, ServerConnector connector) {
        super(maxConnections, connector);
        this.connector = connector;
        setEndPointIdleTimeout(IDLE_TIMEOUT.toMillis());
    }

    @Override
    protected void limit() {
        isFull = true;
        super.limit();
        warning.run(() -> LOG.warn(
                "There are {} connections, which is what the memory and the open files are enough for: others have to"
                        + " wait, and those that are idle for {} s are closed",
                getMaxNetworkConnectionCount(),
                IDLE_TIMEOUT.toSeconds()));
    }

    // Of connections that come at once, some are not open yet when there are too many.
    @Override
    public void onOpened(Connection connection) {
        if (isFull) {
            connection.getEndPoint().setIdleTimeout(IDLE_TIMEOUT.toMillis());
        }
    }

    // While the server stops, it would give those that are idle more time than they have then.
    @Override
    protected void unlimit() {
        isFull = false;
        if (connector.isShutdown()) {
            return;
        }
        super.unlimit();
        if (connector.isShutdown()) { // It has begun to stop just now.
            connector.getConnectedEndPoints().forEach(each -> each.setIdleTimeout(connector.getShutdownIdleTimeout()));
        }
    }
}
