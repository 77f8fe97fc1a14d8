package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ConnectionLimitTest {
    private final TestServer server = TestServer.withThreeConnections();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/later"})
    void whenThereAreTooManyConnectionsIdleOnesMakeRoomAndOneWhoseAnswerIsDueStays(String path) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger(ConnectionLimit.class);
        log.start();
        ours.addAppender(log);
        try (Socket running = server.asking(path)) {
            server.awaitBeginning();
            try (Socket idle = server.asking("/echo")) {
                TestServer.awaitAnswer(idle);
                try (Socket last = server.asking("/echo");
                        Socket next = server.asking("/echo")) {
                    // Long before it is closed for being idle while there is room.
                    idle.setSoTimeout(20_000);
                    assertThat(TestServer.rest(idle)).endsWith("/echo");
                    TestServer.awaitAnswer(next);
                    TestServer.awaitAnswer(last);
                }
            }

            server.letItBeDone();
            running.shutdownOutput();
            assertThat(TestServer.rest(running)).endsWith("done");
            assertThat(log.list).as("one line, however often").hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).startsWith("There are 3 connections");
        } finally {
            ours.detachAppender(log);
        }
    }

    @Test
    void aConnectionThatEndsWhileTheServerStopsGivesTheOthersNoMoreTime() throws Exception {
        try (Socket first = server.asking("/");
                Socket second = server.asking("/");
                Socket third = server.asking("/")) {
            for (Socket socket : List.of(first, second, third)) {
                TestServer.awaitAnswer(socket);
            }
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
            server.awaitRefusal();
            first.close();

            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void norDoesOneThatEndsJustWhenTheServerBeginsToStop() throws Exception {
        Server stopping = new Server();
        ServerConnector connector = new ServerConnector(stopping) {
            // As if the stop began between the first question and what is done then.
            @Override
            public boolean isShutdown() {
                boolean wasShutDown = super.isShutdown();
                if (!wasShutDown) {
                    shutdown();
                }
                return wasShutDown;
            }
        };
        connector.setHost("127.0.0.1");
        connector.setShutdownIdleTimeout(1000);
        stopping.addConnector(connector);
        stopping.start();
        try (Socket ignored = new Socket("127.0.0.1", connector.getLocalPort())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> connector.getConnectedEndPoints().size() == 1);

            new ConnectionLimit(2, connector).unlimit();

            assertThat(connector.getConnectedEndPoints())
                    .extracting(EndPoint::getIdleTimeout)
                    .containsExactly(1000L);
        } finally {
            stopping.stop();
        }
    }
}
