package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpPagesTest {
    private static final int FREE_PER_PLACE = 20;

    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private final TestBrowser browser = new TestBrowser(platform);

    @Test
    void newcomerHasAWalletAndGoesOnToWhereTheyWanted() {
        Page answer =
                browser.submit("/sign-up?next=%2Fwallet%3Fbefore%3D9", "name", " 新人 ", "password", "any eight or more");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/wallet?before=9");
        assertThat(browser.get("/wallet").body()).contains("新人", "0 sat");
    }

    @Test
    void takenNameIsExplainedAndNobodyGetsIn() {
        platform.user("taken", 0);

        Page answer = browser.submit("/sign-up", "name", "TAKEN", "password", "any eight or more");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("This name is taken", "value=\"TAKEN\"");
        assertThat(browser.get("/wallet").status()).isEqualTo(303);
    }

    @Test
    void secondClickLeadsIntoTheWalletThatTheFirstHasMade() {
        String token = browser.get("/sign-up").token();
        String[] fields = {"name", "hasty", "password", "any eight or more"};
        new TestBrowser(platform).submit("/sign-up", fields);

        Page second = browser.post("/sign-up?next=%2Fwallet%3Fbefore%3D9", token, fields);

        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).isEqualTo("/wallet?before=9");
        assertThat(browser.get("/wallet").body()).contains("hasty");
    }

    @Test
    void whoGuessesPasswordsBySigningUpWaitsAsAtTheLogIn() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("guessed", 0);
            TestBrowser guesser = new TestBrowser(own);
            for (int i = 0; i < 5; i++) {
                signUp(guesser, "guessed");
            }

            Page right = guesser.submit("/sign-up", "name", "guessed", "password", TestPlatform.PASSWORD);

            assertThat(right.status()).isEqualTo(409);
            assertThat(guesser.get("/wallet").status()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b\u200d", "seen\u200b", "\u00a0", "\u3164"})
    void nameThatCannotBeSeenIsExplained(String unseen) {
        Page answer = signUp(browser, unseen);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Enter a name of 1 to 64 visible characters");
    }

    @Test
    void badNameAndBadPasswordAreExplainedTogether() {
        Page answer = browser.submit("/sign-up", "name", " ", "password", "1234567");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Enter a name of 1 to 64", "Enter a password of 8 to 256")
                .doesNotContain("1234567");
        assertFocused("name", answer);
    }

    @Test
    void whoseNameIsGoodIsTakenToTheBadPassword() {
        assertFocused("password", browser.submit("/sign-up", "name", "good", "password", "1234567"));
    }

    private static void assertFocused(String field, Page page) {
        assertThat(page.body())
                .containsOnlyOnce("autofocus")
                .containsPattern("<input id=\"" + field + "\"[^>]* autofocus");
    }

    @Test
    void onePlaceCannotSignUpWithoutLimitAndTimeHeals() {
        try (TestPlatform own = TestPlatform.start()) {
            TestBrowser crowd = new TestBrowser(own);
            for (int i = 0; i < FREE_PER_PLACE; i++) {
                assertThat(signUp(crowd, "one of many " + i).status()).isEqualTo(303);
            }

            Page slowed = signUp(crowd, "one too many");

            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(slowed.body())
                    .contains("Too many people sign up", "Wait " + slowed.header("Retry-After") + " second")
                    .contains("value=\"one too many\"");
            assertThat(slowed.body())
                    .contains("id=\"problem\">Too many people")
                    .containsPattern("<input id=\"name\"[^>]* aria-describedby=\"problem name-note\"");
            assertThat(signUp(crowd.with("Accept-Language", "zh"), "one too many")
                            .body())
                    .contains("请等待 " + slowed.header("Retry-After") + " 秒");
            own.clock().advance(Duration.ofSeconds(Long.parseLong(slowed.header("Retry-After"))));
            assertThat(signUp(crowd, "one too many").status()).isEqualTo(303);
        }
    }

    @Test
    void signUpsAreNoFailedLogInsAndMistypedFormsAreNoSignUps() {
        try (TestPlatform own = TestPlatform.start()) {
            TestBrowser crowd = new TestBrowser(own);
            for (int i = 0; i < FREE_PER_PLACE; i++) {
                assertThat(signUp(crowd, " ").status()).isEqualTo(400);
            }
            for (int i = 0; i < FREE_PER_PLACE; i++) {
                assertThat(signUp(crowd, "one of many " + i).status()).isEqualTo(303);
            }
            own.user("neighbour", 0);

            assertThat(new TestBrowser(own).logIn("neighbour").get("/wallet").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutTheOperatorsLeaveThereIsNoSignUp() {
        try (TestPlatform closed = TestPlatform.start(UnaryOperator.identity(), false)) {
            TestBrowser stranger = new TestBrowser(closed);

            assertThat(stranger.get("/sign-up").status()).isEqualTo(404);
            assertThat(stranger.post("/sign-up", "").status()).isEqualTo(404);
            assertThat(stranger.get("/").body()).doesNotContain("/sign-up");
            assertThat(stranger.get("/log-in").body()).doesNotContain("/sign-up");
        }
    }

    private static Page signUp(TestBrowser browser, String name) {
        return browser.submit("/sign-up", "name", name, "password", "any eight or more");
    }
}
