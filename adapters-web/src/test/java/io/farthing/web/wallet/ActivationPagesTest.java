package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.user.User;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationPagesTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private static int users;

    private final User user = platform.user("activating " + ++users, 0);
    private final TestBrowser browser =
            new TestBrowser(platform).logIn(user.name().value());

    @Test
    void approvingSendsTheBrowserBackWithNothingAppended() {
        App app = platform.app("shop");
        String activation = open(app, "https://shop.example/back?user_id=7");

        Page first = browser.get(activation);
        Page second = browser.get(activation + "/limits");
        Page approved =
                browser.post(activation + "/limits", second.token(), "pre_amount", "0.002", "total_amount", "0.5");

        assertThat(first.body())
                .contains("Activate automatic micropayments", app.profile().name(), "Next", "Refuse")
                .contains("https://shop.example/icon.png");
        assertThat(second.body())
                .contains("value=\"0.1\"", Samples.address("shop shop").text(), "Activate now", "Back")
                .contains(activation.substring(activation.lastIndexOf('/') + 1));
        assertThat(approved.status()).isEqualTo(303);
        assertThat(approved.location()).isEqualTo("https://shop.example/back?user_id=7");
        assertThat(active(app).limits()).isEqualTo(Samples.limits(200_000, 50_000_000));
    }

    @Test
    void refusingSendsTheBrowserToTheRefuseUrl() {
        App app = platform.app("shop");
        String activation = open(app, "https://shop.example/back");

        Page refused = browser.submit(activation);

        assertThat(refused.location()).isEqualTo("https://shop.example/refused");
        assertThat(find(app)).isEmpty();
    }

    @Test
    void refusingWithoutARefuseUrlSendsTheBrowserBack() {
        App app = register("https://plain.example");
        String activation = open(app, "https://plain.example/back?a=1");

        assertThat(browser.submit(activation).location()).isEqualTo("https://plain.example/back?a=1");
    }

    @Test
    void approvingAgainReplacesTheEarlierAuthorization() {
        App app = platform.app("shop");
        approve(open(app, "https://shop.example/back"), "0.1", "0.1");
        approve(open(app, "https://shop.example/back"), "0.00000001", "0.2");

        assertThat(active(app).limits()).isEqualTo(Samples.limits(1, 20_000_000));
        assertThat(browser.get("/wallet").body()).contains("1 ended authorization", "replaced by a newer one");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "0,0.1",
                "0.1,0",
                "-1,0.1",
                "1e3,0.1",
                "\"0,1\",0.1",
                "0.000000001,0.1",
                "0.1,21000001",
                "abc,0.1",
                "\"\",0.1",
                "NaN,0.1",
                "0x1,0.1"
            })
    void amountThatIsNoneIsExplainedAndKept(String single, String cumulative) {
        App app = platform.app("shop");
        String activation = open(app, "https://shop.example/back");

        Page answer = approve(activation, single, cumulative);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Enter an amount of BSV above zero and at most 21000000", "aria-invalid=\"true\"")
                .contains("value=\"" + single + "\"", "value=\"" + cumulative + "\"");
        assertThat(find(app)).isEmpty();
    }

    @Test
    void digitsAsWideAsChineseLettersAreDigits() {
        App app = platform.app("shop");

        approve(open(app, "https://shop.example/back"), "０．１", "\u3000０．２");

        assertThat(active(app).limits()).isEqualTo(Samples.limits(10_000_000, 20_000_000));
    }

    @ParameterizedTest
    @CsvSource({"x, 1, pre_amount", "1, x, total_amount", "x, x, pre_amount"})
    void typingGoesOnInTheFirstFieldThatIsWrong(String single, String cumulative, String wrong) {
        String activation = open(platform.app("shop"), "https://shop.example/back");

        assertThat(browser.get(activation + "/limits").body()).doesNotContain("autofocus");
        assertThat(approve(activation, single, cumulative).body())
                .containsOnlyOnce("autofocus")
                .containsPattern("name=\"" + wrong + "\"[^>]* autofocus");
    }

    @Test
    void answeredActivationIsOver() {
        String activation = open(platform.app("shop"), "https://shop.example/back");
        String token = browser.get(activation).token();
        approve(activation, "0.1", "0.1");

        assertThat(browser.get(activation).status()).isEqualTo(410);
        assertThat(browser.post(activation + "/limits", token, "pre_amount", "x", "total_amount", "1")
                        .status())
                .isEqualTo(410);
        Page again = browser.post(activation, token);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.body()).contains("This request is over");
    }

    @Test
    void secondClickLeadsToWhereTheFirstOneDid() {
        App app = platform.app("shop");
        String approved = open(app, "https://shop.example/back");
        String refused = open(app, "https://shop.example/back");
        String token = browser.get(approved).token();
        String[] limits = {"pre_amount", "0.002", "total_amount", "0.5"};

        Page first = browser.post(approved + "/limits", token, limits);
        Authorization made = active(app);
        Page second = browser.post(approved + "/limits", token, limits);
        browser.post(refused, token);

        assertThat(second.status()).isEqualTo(303);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(active(app)).isEqualTo(made);
        assertThat(browser.post(refused, token).location()).isEqualTo("https://shop.example/refused");
    }

    @Test
    void activationThatWaitedTooLongIsOver() {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("slow", 0);
            TestBrowser slow = new TestBrowser(own).logIn("slow");
            App app = own.app("shop");
            String activation = slow.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://shop.example/")
                    .location();

            own.clock().advance(Duration.ofHours(1));

            assertThat(slow.get(activation).status()).isEqualTo(410);
        }
    }

    @Test
    void activationOfSomebodyElseIsNotThere() {
        App app = platform.app("shop");
        String activation = open(app, "https://shop.example/back");
        platform.user("curious " + ++users, 0);
        TestBrowser curious = new TestBrowser(platform).logIn("curious " + users);

        assertThat(curious.get(activation).status()).isEqualTo(404);
        Page answer = curious.post(
                activation + "/limits", curious.get("/wallet").token(), "pre_amount", "1", "total_amount", "1");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(find(app)).isEmpty();
    }

    @Test
    void browserIsNeverSentToAPlaceThatIsNotRegistered() {
        App app = platform.app("shop");

        Page answer = browser.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://evil.example/");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
        assertThat(answer.body()).contains("This link could lead astray");
    }

    @Test
    void unknownAndSuspendedAppsAreNotKnownHere() {
        App app = platform.app("shop");
        platform.get(ManageApps.class).suspend(app.id(), true);

        assertThat(browser.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://shop.example/")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get("/wallet/activate?app_id=nobody&redirect_uri=https://shop.example/")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get("/wallet/activate").status()).isEqualTo(404);
    }

    @Test
    void strangerLogsInFirstAndComesBackToTheSameRequest() {
        App app = platform.app("shop");
        String path = "/wallet/activate?app_id=" + app.id() + "&redirect_uri=https://shop.example/back?user_id=ID";
        TestBrowser stranger = new TestBrowser(platform);

        Page sent = stranger.get(path);
        Page back = stranger.submit(sent.location(), "name", user.name().value(), "password", TestPlatform.PASSWORD);

        assertThat(back.location()).isEqualTo(path);
    }

    @Test
    void lettersBeyondAsciiLeaveAsPercentEncodedUtf8() {
        App app = register("https://shop.example");
        String activation = open(app, "https://shop.example/回来?谁=我");

        Page refused = browser.submit(activation);

        assertThat(refused.location()).isEqualTo("https://shop.example/%E5%9B%9E%E6%9D%A5?%E8%B0%81=%E6%88%91");
    }

    @Test
    void formsMayLeadOnToTheAppAndToWhereverItSendsBrowsersOn() {
        String activation = open(platform.app("shop"), "https://shop.example/back");

        for (String path : List.of(activation, activation + "/limits")) {
            assertThat(browser.get(path).header("Content-Security-Policy"))
                    .contains("base-uri 'none'")
                    .doesNotContain("form-action");
        }
    }

    @Test
    void nameOfAnAppIsTextAndNothingElse() {
        AppProfile profile = Samples.app("x").profile();
        App app = platform.get(ManageApps.class)
                .register(new AppProfile(
                        "<script>alert('\"&{0}</script>",
                        Optional.empty(), profile.redirectUris(), Optional.empty(), Optional.empty()))
                .app();

        Page page = browser.get(open(app, "https://x.example/"));

        assertThat(page.body()).doesNotContain("<script").contains("&lt;script&gt;alert('\"&amp;{0}&lt;/script&gt;");
    }

    private static App register(String origin) {
        return platform.get(ManageApps.class)
                .register(new AppProfile(
                        "Plain",
                        Optional.empty(),
                        new RedirectUris(List.of(Samples.uri(origin))),
                        Optional.empty(),
                        Optional.empty()))
                .app();
    }

    private String open(App app, String redirectUri) {
        Page page = browser.get("/wallet/activate?app_id=" + app.id() + "&redirect_uri="
                + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8));
        assertThat(page.status()).isEqualTo(303);
        return page.location();
    }

    private Page approve(String activation, String single, String cumulative) {
        return browser.submit(activation + "/limits", "pre_amount", single, "total_amount", cumulative);
    }

    private Authorization active(App app) {
        return find(app).orElseThrow();
    }

    private Optional<Authorization> find(App app) {
        return platform.get(ManageAuthorizations.class).active(user.openId(), app.id());
    }
}
