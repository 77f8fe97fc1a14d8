package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import io.farthing.web.server.WebSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookiesTest {

    @Test
    void cookiesOverPlainHttpAreHiddenFromScriptsAndOtherSites() {
        try (TestPlatform platform = TestPlatform.start()) {
            for (String cookie : everyCookie(platform)) {
                assertThat(cookie).startsWith("farthing-").contains("; Path=/", "HttpOnly", "SameSite=Lax");
                assertThat(cookie).doesNotContain("Secure", "Domain");
            }
        }
    }

    @Test
    void cookiesOverHttpsAreAlsoSecureAndBoundToTheHost() {
        try (TestPlatform platform = https()) {
            for (String cookie : everyCookie(platform)) {
                assertThat(cookie)
                        .startsWith("__Host-farthing-")
                        .contains("; Path=/", "; Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain");
            }
        }
    }

    @Test
    void formsOverHttpsComeFromThePublicUrl() {
        try (TestPlatform platform = https()) {
            platform.user("proxied", 0);
            TestBrowser browser = new TestBrowser(platform).with("Origin", "https://wallet.example");

            assertThat(browser.logIn("proxied").get("/wallet").status()).isEqualTo(200);
            String token = browser.get("/wallet").token();
            browser.with("Origin", platform.uri().toString());
            assertThat(browser.post("/log-out", token).status()).isEqualTo(403);
        }
    }

    @Test
    void whatCannotBeASecretOfOursIsReplaced() {
        try (TestPlatform platform = TestPlatform.start()) {
            for (String planted : List.of("", "x", "A".repeat(64), "0".repeat(65))) {
                TestBrowser browser = new TestBrowser(platform);
                browser.cookies().put("farthing-visit", planted);

                browser.get("/log-in");

                assertThat(browser.cookies().get("farthing-visit"))
                        .matches("[0-9a-f]{64}")
                        .isNotEqualTo(planted);
            }
        }
    }

    private static List<String> everyCookie(TestPlatform platform) {
        platform.user("somebody", 0);
        TestBrowser browser = new TestBrowser(platform);
        Page visit = browser.get("/log-in");
        Page session = browser.post("/log-in", visit.token(), "name", "somebody", "password", TestPlatform.PASSWORD);
        Page language = browser.get("/language?to=en&next=/");
        List<String> cookies = List.of(visit, session, language).stream()
                .flatMap(page -> page.response().headers().allValues("Set-Cookie").stream())
                .toList();
        assertThat(cookies).hasSize(3);
        return cookies;
    }

    private static TestPlatform https() {
        return TestPlatform.start(
                settings -> new WebSettings(
                        settings.host(),
                        settings.port(),
                        Optional.of(Samples.uri("https://wallet.example")),
                        settings.operatorToken(),
                        settings.maxRequestBytes(),
                        settings.trustedProxies()),
                true);
    }
}
