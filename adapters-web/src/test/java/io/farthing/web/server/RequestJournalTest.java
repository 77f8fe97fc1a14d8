package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RequestJournalTest {
    private final Captured captured = new Captured();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.farthing");

    @BeforeEach
    void capture() {
        captured.start();
        root.setLevel(Level.ALL);
        root.addAppender(captured);
    }

    @AfterEach
    void release() {
        root.detachAppender(captured);
        root.setLevel(Level.INFO);
    }

    @Test
    void oneLineTellsOfARequestUnderItsIdAndNothingOfItsQuery() {
        String id;
        try (TestPlatform platform = TestPlatform.start()) {
            Page page = new TestBrowser(platform).get("/nowhere/at-all?code=c0ffee");
            id = page.header("X-Request-Id");
        }

        List<ILoggingEvent> lines = captured.events.stream()
                .filter(event -> event.getFormattedMessage().contains("/nowhere/at-all"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getFormattedMessage()).matches("GET /nowhere/at-all 404 [0-9]+ ms");
        assertThat(lines.get(0).getMDCPropertyMap()).containsEntry("request_id", id);
    }

    @Test
    void oneLineTellsOfARequestThatIsRefusedUnread() {
        String id;
        try (TestPlatform platform = TestPlatform.start()) {
            Page page = new TestBrowser(platform).get("/nowhere//at-all?code=c0ffee");
            id = page.header("X-Request-Id");
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        }

        assertThat(captured.events)
                .filteredOn(event -> event.getFormattedMessage().contains("at-all"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage()).matches("GET /nowhere//at-all 400 [0-9]+ ms");
                    assertThat(event.getMDCPropertyMap()).containsEntry("request_id", id);
                });
    }

    @Test
    void ofALongPathTheBeginningIsTold() {
        try (TestPlatform platform = TestPlatform.start()) {
            new TestBrowser(platform).get("/" + "a".repeat(300));
        }

        assertThat(captured.events)
                .filteredOn(event -> event.getFormattedMessage().startsWith("GET /aaa"))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).matches("GET /a{199} 404 [0-9]+ ms"));
    }

    @Test
    void ofALongMethodTheBeginningIsTold() throws IOException {
        answer("A".repeat(20_000) + " /nowhere/long");

        assertThat(captured.events)
                .filteredOn(event -> event.getFormattedMessage().contains("/nowhere/long"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.getFormattedMessage()).matches("A{200} /nowhere/long [0-9]+ [0-9]+ ms"));
    }

    // These end a line, or begin a command of a terminal, for some who read the log: U+0085, U+009B and U+2028.
    @ParameterizedTest
    @ValueSource(strings = {"\u00c2\u0085", "\u00c2\u009b", "\u00e2\u0080\u00a8"})
    void noLineIsForgedByAPathThatIsNotPercentEncoded(String bytes) throws IOException {
        answer("GET /nowhere/" + bytes + "else");

        assertThat(captured.events)
                .filteredOn(event -> event.getFormattedMessage().contains("/nowhere/"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getFormattedMessage()).matches("GET /nowhere/\\?else 400 [0-9]+ ms"));
    }

    @Test
    void nothingSecretIsLoggedFromLogInToLogOut() {
        String session;
        String token;
        try (TestPlatform platform = TestPlatform.start()) {
            platform.user("quiet", 0);
            TestBrowser browser = new TestBrowser(platform);
            browser.submit("/log-in", "name", "quiet", "password", "wrong password");
            browser.logIn("quiet").with("Authorization", "Bearer " + TestPlatform.OPERATOR_TOKEN.value());
            browser.get("/operator/v1/apps?limit=x");
            browser.get("/contributed/fault?access_token=abc");
            session = browser.cookies().get("farthing-session");
            token = browser.get("/wallet").token();
            browser.post("/log-out", token);
        }

        String everything = String.join(
                "\n",
                captured.events.stream().map(RequestJournalTest::everythingOf).toList());
        assertThat(everything)
                .contains("POST /log-in 303", "POST /log-out 303")
                .doesNotContain(TestPlatform.PASSWORD, "wrong password", session, token, "access_token", "limit=x")
                .doesNotContain(TestPlatform.OPERATOR_TOKEN.value());
    }

    private static void answer(String methodAndTarget) throws IOException {
        try (TestServer server = TestServer.start()) {
            server.answer(methodAndTarget + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        }
    }

    private static String everythingOf(ILoggingEvent event) {
        String cause = event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getMessage();
        return event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " " + cause;
    }

    private static final class Captured extends AppenderBase<ILoggingEvent> {
        final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }
}
