package io.farthing.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Whoever has the books checked sees how far that is, and gets the result alone. */
class LedgerCommandsTest {

    private static final String BALANCED = "\"balanced\": true, \"payments\": 7";

    private final StringWriter out = new StringWriter();
    private final CountDownLatch isTold = new CountDownLatch(1);
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void howFarTheCheckIsIsToldWhileItGoesOnAndTheResultFollows() {
        answer(body -> {
            write(body, "{\"progress\": [{\"payments\": 0, \"of_about\": 8}");
            boolean isSeen = false;
            for (int i = 0; i < 300 && !isSeen; i++) {
                write(body, ", {\"payments\": 2, \"of_about\": 8}");
                isSeen = await(isTold);
            }
            write(body, isSeen ? "], " + BALANCED + "}" : "], \"error\": {\"message\": \"nobody saw it\"}}");
        });

        assertThat(verify()).as(error.toString()).isEqualTo(ExitCodes.DONE);

        assertThat(error.toString().replaceAll(" +", " ")).startsWith("checked payments 2 of 8 rows, 25 %");
        assertThat(JsonMapper.shared().readTree(out.toString()))
                .isEqualTo(JsonMapper.shared().readTree("{" + BALANCED + "}"));
    }

    @Test
    void booksThatDifferAreShownAndAreNoSuccess() {
        answer(body ->
                write(body, "{\"progress\": [], \"balanced\": false, \"differences\": [{\"what\": \"spent\"}]}"));

        assertThat(verify()).isEqualTo(ExitCodes.LEDGER_DIFFERS);
        assertThat(out.toString()).contains("spent").doesNotContain("progress");
    }

    @Test
    void aCheckThatWasBrokenOffIsOneSentence() {
        answer(body -> write(body, "{\"progress\": [], \"error\": {\"field\": \"\", \"message\": \"try again\"}}"));

        assertThat(verify()).isEqualTo(ExitCodes.FAILED);
        assertThat(error.toString()).hasLineCount(1).contains("not checked to its end", "try again");
    }

    @Test
    void anAnswerThatStopsAmidstIsOneSentence() {
        answer(body -> {
            write(body, "{\"progress\": [{\"payments\": 0, \"of_about\": 8}");
            throw new IOException("the server is gone");
        });

        assertThat(verify()).isEqualTo(ExitCodes.FAILED);
        assertThat(error.toString()).hasLineCount(1).contains("did not answer");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsNoAnswerOfFarthingIsOneSentence() {
        answer(body -> write(body, "<html>"));

        assertThat(verify()).isEqualTo(ExitCodes.FAILED);
        assertThat(error.toString()).hasLineCount(1).contains("is it Farthing?");
    }

    /** What a server writes into the body of its answer. */
    @FunctionalInterface
    private interface Body {
        void write(OutputStream body) throws IOException;
    }

    private void answer(Body body) {
        server.createContext("/operator/v1/ledger/verify", exchange -> answer(exchange, body));
    }

    private static void answer(HttpExchange exchange, Body body) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        body.write(exchange.getResponseBody());
        exchange.close();
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int verify() {
        Surroundings surroundings = new Surroundings(Map.of(), folder, new ByteArrayInputStream(new byte[0]));
        CommandLine commandLine = FarthingCommand.commandLine(surroundings);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(error, true) {
            @Override
            public void flush() {
                super.flush();
                isTold.countDown();
            }
        });
        return commandLine.execute(
                "operator",
                "ledger",
                "verify",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--token",
                "0123456789abcdef");
    }
}
