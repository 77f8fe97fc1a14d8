package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
}
