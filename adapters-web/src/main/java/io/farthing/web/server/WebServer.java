package io.farthing.web.server;

import io.farthing.application.port.in.RequestPayment;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson3;
import io.javalin.plugin.Plugin;
import io.javalin.util.JavalinException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP server. What it serves is contributed by Javalin plugins, its own and those of other modules.
 *
 * <p>Every size, count and time that an outsider could stretch has a limit here. Started and stopped once, by one
 * thread.
 */
@Singleton
public final class WebServer {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final int MAX_THREADS = 200;
    private static final int MIN_THREADS = 8;
    /** The longest address of a page takes half of it, in a request as in an answer that leads there. */
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private static final int MAX_HEADER_FIELDS = 100;

    private static final int MAX_WAITING_CONNECTIONS = 1024;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final long STOPPING_IDLE_TIMEOUT_MS = 1000;
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);
    /** What part of the memory larger bodies that have yet to come may take: one in this many. */
    private static final int WAITING_BODIES_SHARE = 8;
    /** What part of the memory larger answers that have yet to be read may take, likewise. */
    private static final int KEPT_ANSWERS_SHARE = 8;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final WebSettings settings;
    private final Duration stopTimeout;
    private final Duration idleTimeout;
    private final int maxConnections;
    private final Javalin javalin;

    /** A server that serves what {@code plugins} contribute. */
    @Inject
    public WebServer(WebSettings settings, Set<Plugin<?>> plugins) {
        this(settings, plugins, STOP_TIMEOUT, IDLE_TIMEOUT, ConnectionRoom.ofProcess());
    }

    WebServer(
            WebSettings settings,
            Set<Plugin<?>> plugins,
            Duration stopTimeout,
            Duration idleTimeout,
            int maxConnections) {
        this.settings = settings;
        this.stopTimeout = stopTimeout;
        this.idleTimeout = idleTimeout;
        this.maxConnections = maxConnections;
        this.javalin = Javalin.create(config -> {
            configure(config);
            plugins.forEach(config::registerPlugin);
        });
    }

    /**
     * Begins to serve.
     *
     * @return the port, also when the settings leave the choice open
     */
    public int start() {
        javalin.start();
        return javalin.port();
    }

    /** Accepts no more requests, waits a while for those that are running, breaks off those that still are, and ends. */
    public void stop() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Jetty says that it has waited in vain only when it has closed everything all the same. Who reads or sends
            // slowly enough can always bring that about.
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("what was still running {} s after the end had begun was broken off", stopTimeout.toSeconds());
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = settings.maxRequestBytes();
        config.http.prefer405over404 = true;
        // Whoever logs in at a remote wallet has to be told how it went, which takes as long as a payment there.
        config.http.asyncTimeout = RequestPayment.LONGEST_WAIT.toMillis();
        // A page that holds a form's token must not be compressed together with what an outsider had it say.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jsonMapper(new JavalinJackson3());
        config.router.ignoreTrailingSlashes = true;
        config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        config.jetty.modifyServer(this::configureServer);
        config.jetty.modifyHttpConfiguration(WebServer::configureHttp);
        config.jetty.addConnector(this::connector);
    }

    private void configureServer(Server server) {
        server.setStopTimeout(stopTimeout.toMillis());
        // In place of Javalin's own, which keeps statistics that nobody reads.
        RequestJournal journal = new RequestJournal();
        Utf8Only utf8 = new Utf8Only();
        MethodAsSent method = new MethodAsSent();
        WholeAnswers answers = new WholeAnswers(Runtime.getRuntime().maxMemory() / KEPT_ANSWERS_SHARE);
        answers.setHandler(new GracefulHandler());
        method.setHandler(answers);
        utf8.setHandler(method);
        journal.setHandler(utf8);
        WholeBodies bodies = new WholeBodies(
                settings.maxRequestBytes(), BODY_PATIENCE, Runtime.getRuntime().maxMemory() / WAITING_BODIES_SHARE);
        bodies.setHandler(journal);
        server.setHandler(bodies);
        server.setErrorHandler(new LastAnswers());
    }

    private static void configureHttp(HttpConfiguration http) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setMaxResponseHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // Paths that can be read in two ways are refused before any route sees them.
        http.setUriCompliance(UriCompliance.DEFAULT);
        // Clients behind a proxy send the whole URL as the target of the request, and not always the same Host. What
        // the target says counts (RFC 9112, 3.2.2); Jetty would refuse the request unless told so.
        http.setHttpCompliance(
                HttpCompliance.RFC7230.with("absolute targets", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HeaderFieldLimit(http, MAX_HEADER_FIELDS));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(idleTimeout.toMillis());
        // When the server stops, connections that nobody uses are not waited for. One whose answer is due stays.
        connector.setShutdownIdleTimeout(STOPPING_IDLE_TIMEOUT_MS);
        connector.setAcceptQueueSize(MAX_WAITING_CONNECTIONS);
        connector.addBean(new HeaderPatience(connector));
        server.addBean(new ConnectionLimit(maxConnections, connector));
        return connector;
    }
}
