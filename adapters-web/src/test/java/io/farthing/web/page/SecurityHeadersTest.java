package io.farthing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import io.farthing.web.server.WebSettings;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeAll
    static void addUser() {
        platform.user("careful", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/log-in", "/nowhere", "/operator/v1/apps", "/health/live", "/metrics"})
    void everyAnswerTellsBrowsersWhatIsNeverDone(String path) {
        Page page = new TestBrowser(platform).logIn("careful").get(path);

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self'; img-src 'self' data: https:")
                .contains("frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Strict-Transport-Security")).isEmpty();
        assertThat(page.header("Server")).isEmpty();
    }

    @Test
    void formsOfPersonalPagesMayLeadOutBecauseNobodyKnowsWhereToAnAppSendsBrowsersOn() {
        Page page = new TestBrowser(platform).logIn("careful").get("/wallet");

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .endsWith("; frame-ancestors 'none'; base-uri 'none'");
    }

    @Test
    void overHttpsBrowsersAreToldToStayThere() {
        try (TestPlatform https = TestPlatform.start(
                settings -> new WebSettings(
                        settings.host(),
                        settings.port(),
                        Optional.of(Samples.uri("https://wallet.example")),
                        settings.operatorToken(),
                        settings.maxRequestBytes(),
                        settings.trustedProxies()),
                true)) {
            assertThat(new TestBrowser(https).get("/").header("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000");
        }
    }

    @Test
    void styleMayBeKeptBecauseItsAddressChangesWithIt() {
        Page page = new TestBrowser(platform).get(Assets.stylePath());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/css");
        assertThat(page.header("Cache-Control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/log-in", "/sign-up", "/wallet", "/nowhere"})
    void noPageNeedsAScriptOrAnInlineStyle(String path) {
        String body = new TestBrowser(platform).logIn("careful").get(path).body();

        assertThat(body).doesNotContain("<script", " style=", "<style", " onclick=", "javascript:");
    }
}
