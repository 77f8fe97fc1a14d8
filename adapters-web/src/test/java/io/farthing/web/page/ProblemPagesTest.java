package io.farthing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.App;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class ProblemPagesTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private final TestBrowser browser = new TestBrowser(platform);

    @Test
    void pageThatIsNotThereSaysWhereToGo() {
        Page page = browser.get("/nowhere?secret=1");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page", "Go to the start page");
    }

    @Test
    void wrongMethodSaysWhichAreRight() {
        Page page = browser.post("/wallet", "");

        assertThat(page.status()).isEqualTo(405);
        assertThat(page.header("Allow")).isEqualTo("GET");
        assertThat(page.body()).contains("This page cannot be used like that");
    }

    @Test
    void whoDoesNotWantAPageGetsJson() {
        Page answer = browser.with("Accept", "application/json").get("/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(JsonMapper.shared().readTree(answer.body()))
                .as("the same form as every refusal of the operator API")
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"error": {"field": "", "message": "There is nothing at this address; check it."}}
                        """));
    }

    @ParameterizedTest
    @CsvSource({"/operator/v1/nowhere, 404, 'nothing at this address'", "/operator/v1/users, 405, 'the header Allow'"})
    void theOperatorApiRefusesInOneFormWhateverIsAskedFor(String path, int status, String sentence) {
        Page answer = browser.with("Authorization", "Bearer " + TestPlatform.OPERATOR_TOKEN.value())
                .get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":").contains(sentence);
    }

    @Test
    void refusalOfAProtocolIsShownInOurFrame() {
        Page page = browser.with("Accept-Language", "zh").get("/contributed/refusal?redirect_uri=https://x.example");

        assertThat(page.body())
                .contains("<html lang=\"zh-CN\">", "代码 10003", "illegal &lt;redirect&gt;", "怎么办")
                .contains("next=%2Fcontributed%2Frefusal%3Fredirect_uri");
    }

    @Test
    void faultOfOursIsExplainedWithoutDetailsUnderAnIdThatTheLogHas() {
        Page page = browser.get("/contributed/fault");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body())
                .contains("Something broke on our side", page.header("X-Request-Id"))
                .doesNotContain("a detail that nobody");
    }

    @Test
    void formThatIsTooLargeIsRefused() {
        Page page = browser.submit("/log-in", "name", "x".repeat(300_000), "password", "");

        assertThat(page.status()).isEqualTo(413);
        assertThat(page.body()).contains("That was too much");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "a; charset=nope"})
    void formsOfOtherKindsAreRefusedUnread(String contentType) {
        String token = browser.get("/log-in").token();
        String body = "--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n" + token + "\r\n--x--\r\n";

        Page page = browser.send("/log-in", contentType, BodyPublishers.ofString(body));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("This form is no longer good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"; charset=nope", ";charset", "; CHARSET=utf-8", "; charset=\"", "; a=b"})
    void charactersAreUtf8WhateverTheRequestSays(String parameters) {
        String token = browser.get("/log-in").token();

        Page page = browser.send(
                "/log-in",
                "application/x-www-form-urlencoded" + parameters,
                BodyPublishers.ofString("name=%E9%92%B1&password=wrong&form_token=" + token));
        Page other = browser.with("Content-Type", "text/plain" + parameters).get("/log-in?next=/wallet");
        browser.with("Content-Type", "");

        assertThat(page.body()).contains("value=\"钱\"");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void formThatBreaksOffIsNoFaultOfOurs() throws Exception {
        String request = "POST /log-in HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 20\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nform_token=";
        try (Socket socket = new Socket("127.0.0.1", platform.uri().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("Go back, check what you entered");
        }
    }

    @Test
    void whoIsLoggedInIsToldWhatElseIsWrongWhileTheStorageIsGone() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("lost", 0);
            TestBrowser lost = new TestBrowser(own).logIn("lost");
            own.unitOfWork().failAlways(Fault.before(Category.UNAVAILABLE));

            int reads = own.unitOfWork().reads();
            assertThat(lost.get("/nowhere").body()).contains("There is no such page");
            assertThat(own.unitOfWork().reads()).as("nobody waited for it").isEqualTo(reads);
            assertThat(lost.post("/log-out", "wrong").body()).contains("This form is no longer good");
        }
    }

    @Test
    void storageThatIsGoneIsExplainedWithoutDetails() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("unlucky", 0);
            TestBrowser unlucky = new TestBrowser(own).logIn("unlucky");
            App app = own.app("shop");
            own.unitOfWork().failAlways(Fault.before(Category.UNAVAILABLE));

            Page page = unlucky.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://shop.example/");

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body())
                    .contains("The wallet cannot be reached right now", page.header("X-Request-Id"))
                    .doesNotContain("Exception", "StorageFailure");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"UNAVAILABLE", "CONFLICT"})
    void theCauseOfAnOutageIsNotLoggedWithEveryRequest(Category category) {
        Logger logger = (Logger) LoggerFactory.getLogger(ProblemPages.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (TestPlatform own = TestPlatform.start()) {
            own.user("unlucky", 0);
            TestBrowser unlucky = new TestBrowser(own).logIn("unlucky");
            String path = "/wallet/activate?app_id=" + own.app("shop").id() + "&redirect_uri=https://shop.example/";
            own.unitOfWork().failAlways(Fault.before(category));
            unlucky.get(path);
            unlucky.get(path);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getFormattedMessage().startsWith("the storage failed: " + category + ": "))
                .as("one for each request")
                .hasSize(2);
        assertThat(log.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .hasSize(1);
    }

    @Test
    void whoeverAskedForWhatMayHaveBeenDoneIsNotToldThatItWasNot() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("unlucky", 0);
            TestBrowser unlucky = new TestBrowser(own).logIn("unlucky");
            App app = own.app("shop");
            own.unitOfWork().failAlways(Fault.after(Category.OUTCOME_UNKNOWN));

            Page page = unlucky.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://shop.example/");

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body()).contains("not known whether that was done").doesNotContain("No money was moved");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONFLICT, 'others were at work on the same rows: nothing was changed'",
        "UNAVAILABLE, 'the database cannot be reached, is overloaded, read-only or has no room: nothing was changed'",
        "OUTCOME_UNKNOWN, 'whether it was done is not known; look before you repeat it'",
        "FAULT, 'the database refused it: nothing was changed'"
    })
    void theOperatorIsToldWhatBecameOfARequestThatTheStorageFailed(Category category, String sentence) {
        try (TestPlatform own = TestPlatform.start()) {
            own.unitOfWork().failAlways(Fault.before(category));

            Page answer = new TestBrowser(own)
                    .with("Authorization", "Bearer " + TestPlatform.OPERATOR_TOKEN.value())
                    .send(
                            "/operator/v1/users",
                            "application/json",
                            BodyPublishers.ofString("{\"name\": \"ann\", \"password\": \"correct horse\"}"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .startsWith("{\"error\":")
                    .contains(sentence)
                    .doesNotContain("money");
        }
    }
}
