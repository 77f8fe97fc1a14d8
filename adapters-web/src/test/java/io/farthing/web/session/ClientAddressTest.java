package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.farthing.web.TestBrowser;
import io.farthing.web.TestPlatform;
import io.farthing.web.server.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private static final int FREE_FAILURES_PER_PLACE = 20;

    @Test
    void forwardedAddressIsNotBelievedUnlessTheSettingsSaySo() {
        try (TestPlatform platform = TestPlatform.start()) {
            assertThat(failFrom(platform, "192.0.2.%d"))
                    .as("all from one socket")
                    .isEqualTo(429);
        }
    }

    @Test
    void forwardedAddressOfATrustedProxyCounts() {
        try (TestPlatform platform = trusting("127.0.0.1")) {
            assertThat(failFrom(platform, "192.0.2.%d"))
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

    @Test
    void proxyThatIsReachedOverIpv6IsTrusted() {
        assumeTrue(hasIpv6(), "this machine has no IPv6");
        try (TestPlatform platform = listening("::1", "::1")) {
            assertThat(failFrom(platform, "192.0.2.%d"))
                    .as("each from another place")
                    .isEqualTo(403);
        }
    }

    @Test
    void addressOfAProxyBehindAProxyMayBeWrittenInAnyForm() {
        try (TestPlatform platform = listening("127.0.0.1", "127.0.0.1", "2001:db8::1")) {
            assertThat(failFrom(platform, "192.0.2.%d, 2001:DB8:0:0::1, [2001:db8:0:0:0:0:0:1]"))
                    .as("each from another place")
                    .isEqualTo(403);
        }
    }

    @Test
    void addressesOfOneIpv6NetworkAreOnePlace() {
        try (TestPlatform platform = trusting("127.0.0.1")) {
            assertThat(failFrom(platform, "2001:db8::%d")).as("one /64").isEqualTo(429);
        }
        try (TestPlatform platform = trusting("127.0.0.1")) {
            assertThat(failFrom(platform, "2001:db8:0:%d::1"))
                    .as("each from another /64")
                    .isEqualTo(403);
        }
    }

    private static int failFrom(TestPlatform platform, String forwarded) {
        TestBrowser browser = new TestBrowser(platform);
        int status = 0;
        for (int i = 0; i <= FREE_FAILURES_PER_PLACE; i++) {
            status = fail(browser.with("X-Forwarded-For", String.format(Locale.ROOT, forwarded, i)), i);
        }
        return status;
    }

    private static int fail(TestBrowser browser, int attempt) {
        return browser.submit("/log-in", "name", "nobody " + attempt, "password", "wrong password")
                .status();
    }

    private static TestPlatform trusting(String proxy) {
        return listening("127.0.0.1", proxy);
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static TestPlatform listening(String host, String... proxies) {
        return TestPlatform.start(
                settings -> new WebSettings(
                        host,
                        settings.port(),
                        settings.publicUrl(),
                        settings.operatorToken(),
                        settings.maxRequestBytes(),
                        Arrays.stream(proxies)
                                .map(proxy -> IpAddress.parse(proxy).orElseThrow())
                                .collect(Collectors.toSet())),
                false);
    }
}
