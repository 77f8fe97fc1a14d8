package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FastPasswordHasher;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInPagesTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    @Test
    void strangersAreWelcomedAndUsersGoToTheirWallet() {
        platform.user("welcome", 0);
        TestBrowser browser = new TestBrowser(platform);

        assertThat(browser.get("/").body()).contains("Small payments", "/log-in", "/sign-up");
        assertThat(browser.logIn("welcome").get("/").location()).isEqualTo("/wallet");
    }

    @Test
    void rightPasswordLeadsToTheWalletAndShowsWhoIsIn() {
        platform.user("right", 0);
        TestBrowser browser = new TestBrowser(platform);

        Page answer = browser.submit("/log-in", "name", "right", "password", TestPlatform.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/wallet");
        assertThat(browser.get("/wallet").body()).contains("right", "Log out", "Balance");
    }

    @Test
    void whoHasHadANameThatCannotBeSeenStillGetsIn() {
        UserName unseen = new UserName("old\u200bname");
        User named = new User(new UserOpenId("old"), unseen, platform.clock().instant());
        PasswordHash hash = new FastPasswordHasher().hash(new Password(TestPlatform.PASSWORD));
        Wallet wallet = new Wallet(named.openId(), Samples.address("old"), Satoshis.ZERO);
        platform.unitOfWork().write(stores -> stores.users().add(named, Optional.of(hash), wallet));

        assertThat(new TestBrowser(platform)
                        .logIn(unseen.value())
                        .get("/wallet")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void personalPageAsksToLogInAndComesBack() {
        platform.user("returning", 0);
        TestBrowser browser = new TestBrowser(platform);

        Page refused = browser.get("/wallet?before=7");
        Page back = browser.submit(refused.location(), "name", "returning", "password", TestPlatform.PASSWORD);

        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.location()).isEqualTo("/log-in?next=%2Fwallet%3Fbefore%3D7");
        assertThat(back.location()).isEqualTo("/wallet?before=7");
    }

    @Test
    void wrongPasswordAndUnknownNameGetTheSameAnswerAndTheNameIsKept() {
        platform.user("<b>careful", 0);
        TestBrowser browser = new TestBrowser(platform);

        Page wrong = browser.submit("/log-in", "name", "<b>careful", "password", "wrong password");
        Page unknown = browser.submit("/log-in", "name", "<b>nobody", "password", "wrong password");

        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).contains("Name or password is wrong", "value=\"&lt;b>careful\"");
        assertThat(wrong.body()).doesNotContain("wrong password\"");
        assertReadOutWithThePassword("Name or password is wrong", wrong);
        assertThat(browser.get("/log-in").body()).doesNotContain("aria-describedby");
        assertThat(normalized(unknown, "nobody")).isEqualTo(normalized(wrong, "careful"));
    }

    @Test
    void tooManyFailuresSayHowLongToWaitAndTimeHeals() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("hasty", 0);
            TestBrowser browser = new TestBrowser(own);
            for (int i = 0; i < 5; i++) {
                browser.submit("/log-in", "name", "hasty", "password", "wrong password");
            }
            // What is left of a second is one to wait.
            own.clock().advance(Duration.ofMillis(1));

            Page slowed = browser.submit("/log-in", "name", "hasty", "password", TestPlatform.PASSWORD);

            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(slowed.body()).contains("Too many attempts. Wait " + slowed.header("Retry-After") + " second");
            assertReadOutWithThePassword("Too many attempts", slowed);
            own.clock().advance(Duration.ofSeconds(Long.parseLong(slowed.header("Retry-After"))));
            assertThat(browser.logIn("hasty").get("/wallet").status()).isEqualTo(200);
        }
    }

    private static void assertReadOutWithThePassword(String problem, Page page) {
        assertThat(page.body())
                .contains("id=\"problem\">" + problem)
                .containsPattern("<input id=\"password\"[^>]* autofocus[^>]* aria-describedby=\"problem\"");
    }

    @Test
    void whoComesWhenTooManyLogInIsAskedToComeBack() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("patient", 0);
            TestBrowser browser = new TestBrowser(own);
            own.hasher().busy(true);
            for (int i = 0; i < 20; i++) {
                Page busy = browser.submit("/log-in", "name", "patient", "password", TestPlatform.PASSWORD);
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.body()).contains("The server is busy", "Try again shortly");
            }

            own.hasher().busy(false);
            Page answer = browser.submit("/log-in", "name", "patient", "password", TestPlatform.PASSWORD);
            assertThat(answer.location()).as("none of these was a failure").isEqualTo("/wallet");
        }
    }

    @Test
    void logOutEndsTheSessionForGood() {
        platform.user("leaving", 0);
        TestBrowser browser = new TestBrowser(platform).logIn("leaving");
        TestBrowser thief = new TestBrowser(platform);
        thief.cookies().putAll(browser.cookies());

        Page out = browser.post("/log-out", browser.get("/wallet").token());

        assertThat(out.location()).isEqualTo("/");
        assertThat(browser.get("/wallet").location()).startsWith("/log-in");
        assertThat(thief.get("/wallet").location()).startsWith("/log-in");
    }

    @Test
    void sessionThatTheBrowserBroughtAlongIsNeverTakenOver() {
        platform.user("fixed", 0);
        TestBrowser browser = new TestBrowser(platform);
        String planted = "a".repeat(64);
        browser.cookies().put("farthing-session", planted);

        browser.logIn("fixed");

        assertThat(browser.cookies().get("farthing-session"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(planted);
        assertThat(Set.copyOf(browser.cookies().values())).doesNotContain(planted);
    }

    @Test
    void loggingInAgainEndsTheEarlierSession() {
        platform.user("twice", 0);
        TestBrowser browser = new TestBrowser(platform).logIn("twice");
        TestBrowser earlier = new TestBrowser(platform);
        earlier.cookies().putAll(browser.cookies());
        String token = browser.get("/wallet").token();

        Page again = browser.post("/log-in", token, "name", "twice", "password", TestPlatform.PASSWORD);

        assertThat(again.status()).isEqualTo(303);
        assertThat(browser.get("/wallet").status()).isEqualTo(200);
        assertThat(earlier.get("/wallet").status()).isEqualTo(303);
    }

    @Test
    void sessionEndsWithItsTime() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("tired", 0);
            TestBrowser browser = new TestBrowser(own).logIn("tired");

            own.clock().advance(Duration.ofHours(12));

            assertThat(browser.get("/wallet").location()).startsWith("/log-in");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example/",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/\n/evil.example",
                " //evil.example",
                "/.//evil.example",
                "evil.example",
                ""
            })
    void nothingLeadsToAnotherServerAfterLoggingIn(String next) {
        platform.user("led " + Integer.toHexString(next.hashCode()), 0);
        TestBrowser browser = new TestBrowser(platform);
        String path = "/log-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);

        Page answer = browser.submit(
                path, "name", "led " + Integer.toHexString(next.hashCode()), "password", TestPlatform.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).matches("/[^/\\\\].*").doesNotContain("evil.example/");
    }

    // The tokens differ from page to page, the name was typed.
    private static String normalized(Page page, String name) {
        return page.body().replace(page.token(), "").replace(name, "");
    }
}
