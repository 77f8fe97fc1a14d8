package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormGuardTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private String name;
    private TestBrowser browser;
    private String token;

    @BeforeEach
    void logIn(TestInfo test) {
        name = Integer.toHexString((test.getTestMethod().orElseThrow().getName() + test.getDisplayName()).hashCode());
        platform.user(name, 0);
        browser = new TestBrowser(platform).logIn(name);
        token = browser.get("/wallet").token();
    }

    @Test
    void formOfOurPageIsAccepted() {
        browser.with("Origin", platform.uri().toString()).with("Sec-Fetch-Site", "same-origin");

        assertThat(browser.post("/log-out", token).status()).isEqualTo(303);
    }

    @Test
    void missingTokenIsRefused() {
        assertRefused(browser.post("/log-out", ""));
    }

    @Test
    void wrongTokenIsRefused() {
        char last = token.charAt(token.length() - 1);
        assertRefused(browser.post("/log-out", token.substring(0, token.length() - 1) + (last == '0' ? '1' : '0')));
    }

    // Nobody takes it apart, not even to look for the token.
    @Test
    void formThatIsTooLongIsRefused() {
        assertThat(browser.post("/log-out", token, "more", "x".repeat(8 * 1024)).status())
                .isEqualTo(413);
        assertThat(new TestBrowser(platform)
                        .post("/log-in", "", "name", "x".repeat(8 * 1024))
                        .status())
                .isEqualTo(413);
        assertThat(browser.post("/log-out", token, "more", "x".repeat(8 * 1024 - 100))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void tokenOfAnotherSessionIsRefused() {
        platform.user(name + " other", 0);
        TestBrowser other = new TestBrowser(platform).logIn(name + " other");

        assertRefused(browser.post("/log-out", other.get("/wallet").token()));
    }

    @Test
    void tokenFromBeforeTheLogInIsRefusedAfterIt() {
        TestBrowser stranger = new TestBrowser(platform);
        String before = stranger.get("/log-in").token();
        stranger.logIn(name);

        assertThat(stranger.post("/log-out", before).status()).isEqualTo(403);
    }

    @Test
    void logInPageThatWasOpenInAnotherTabStillLetsIn() {
        TestBrowser stranger = new TestBrowser(platform);
        String otherTab = stranger.get("/log-in").token();
        stranger.logIn(name);

        Page answer = stranger.post("/log-in", otherTab, "name", name, "password", TestPlatform.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(stranger.get("/wallet").status()).isEqualTo(200);
    }

    @Test
    void whoHasLoggedOutInAnotherTabLogsInFirstAndComesBackToTheForm() {
        browser.post("/log-out", token);

        Page answer = browser.post("/wallet/authorizations/1/limits", token, "pre_amount", "1", "total_amount", "1");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/log-in?next=%2Fwallet%2Fauthorizations%2F1%2Flimits");
    }

    @Test
    void whoHasLoggedOutInAnotherTabCanDoSoAgain() {
        browser.post("/log-out", token);

        assertThat(browser.post("/log-out", token).location()).isEqualTo("/");
    }

    // The browser leaves the cookie out, and an answer that took it away would log out all the same.
    @Test
    void postOfAnotherSiteWithoutTheCookieEndsNoSession() {
        Page answer = new TestBrowser(platform)
                .with("Sec-Fetch-Site", "cross-site")
                .with("Origin", "https://evil.example")
                .post("/log-out", "");

        assertThat(answer.location()).isEqualTo("/");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void whoHasLoggedInAnewInAnotherTabIsToldWhyTheFormIsNoLongerGood() {
        browser.post("/log-out", token);
        browser.logIn(name);

        Page answer = browser.post("/log-out", token);

        assertRefused(answer);
        assertThat(answer.body()).contains("you have logged in or out in another tab");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1"
    })
    void postThatTheBrowserSaysComesFromElsewhereIsRefused(String header, String value) {
        assertRefused(browser.with(header, value).post("/log-out", token));
        browser.with(header, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log-in",
                "/sign-up",
                "/log-out",
                "/wallet/share",
                "/wallet/activations/00000000000000000000000000000000",
                "/wallet/activations/00000000000000000000000000000000/limits",
                "/wallet/authorizations/1/limits",
                "/wallet/authorizations/1/revoke"
            })
    void everyFormWantsAToken(String path) {
        assertThat(browser.post(path, "").status()).isEqualTo(403);
    }

    @Test
    void logInFormOfAStrangerIsBoundToTheirBrowser() {
        String foreign = new TestBrowser(platform).get("/log-in").token();

        Page answer =
                new TestBrowser(platform).post("/log-in", foreign, "name", name, "password", TestPlatform.PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("This form is no longer good");
    }

    private void assertRefused(Page answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("This form is no longer good");
        browser.with("Origin", "").with("Sec-Fetch-Site", "");
        assertThat(browser.get("/wallet").status()).as("still logged in").isEqualTo(200);
    }
}
