package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.web.TestBrowser;
import io.farthing.web.TestPlatform;
import io.farthing.web.server.WebSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final int FREE_FAILURES_PER_PLACE = 20;

    @Test
    void forwardedAddressIsNotBelievedUnlessTheSettingsSaySo() {
        try (TestPlatform platform = TestPlatform.start()) {
            assertThat(failFrom(platform, "192.0.2.")).as("all from one socket").isEqualTo(429);
        }
    }

    @Test
    void forwardedAddressOfATrustedProxyCounts() {
        try (TestPlatform platform = trusting("127.0.0.1")) {
            assertThat(failFrom(platform, "192.0.2."))
                    .as("each from another place")
                    .isEqualTo(403);
        }
    }

    @Test
    void whatAClientPutsInFrontOfTheProxysAddressDoesNotCount() {
        try (TestPlatform platform = trusting("127.0.0.1")) {
            TestBrowser browser = new TestBrowser(platform);
            int status = 0;
            for (int i = 0; i <= FREE_FAILURES_PER_PLACE; i++) {
                browser.with("X-Forwarded-For", "198.51.100." + i + ", 192.0.2.1");
                status = fail(browser, i);
            }
            assertThat(status).isEqualTo(429);
        }
    }

    private static int failFrom(TestPlatform platform, String network) {
        TestBrowser browser = new TestBrowser(platform);
        int status = 0;
        for (int i = 0; i <= FREE_FAILURES_PER_PLACE; i++) {
            status = fail(browser.with("X-Forwarded-For", network + i), i);
        }
        return status;
    }

    private static int fail(TestBrowser browser, int attempt) {
        return browser.submit("/log-in", "name", "nobody " + attempt, "password", "wrong password")
                .status();
    }

    private static TestPlatform trusting(String proxy) {
        return TestPlatform.start(
                settings -> new WebSettings(
                        settings.host(),
                        settings.port(),
                        settings.publicUrl(),
                        settings.operatorToken(),
                        settings.maxRequestBytes(),
                        Set.of(proxy)),
                false);
    }
}
