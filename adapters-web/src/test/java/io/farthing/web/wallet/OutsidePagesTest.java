package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletPages;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import io.farthing.web.OperatorClient;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where an outside wallet pays, people log in and consent on its pages, and nobody gets in by another's code. */
class OutsidePagesTest {

    private static final UserOpenId ANN = new UserOpenId("ann-at-the-wallet");
    private static final String SHOP_BACK = "https://shop.example/back?user_id=7";

    private final InMemoryWalletPages wallet = new InMemoryWalletPages();
    private final TestPlatform platform = TestPlatform.startBefore(wallet);
    private final TestBrowser browser = new TestBrowser(platform);
    private final App shop = platform.app("shop");

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whoIsNotLoggedInIsSentToTheWalletAndComesBackToTheSamePlace() {
        assertThat(browser.get("/wallet").location()).isEqualTo("/log-in?next=%2Fwallet");
        assertThat(browser.get("/log-in?next=%2Fwallet").location()).isEqualTo("/log-in/outside?next=%2Fwallet");
        String back = beginLogIn(browser, "/wallet");

        Page home = browser.get(back + "&code=" + code("a"));

        assertThat(home.status()).isEqualTo(303);
        assertThat(home.location()).isEqualTo("/wallet");
        assertThat(browser.get("/wallet").body()).contains("Ann");
    }

    @Test
    void aCodeFromAnotherBrowserLetsNobodyIn() {
        String back = beginLogIn(new TestBrowser(platform), "/wallet");
        beginLogIn(browser, "/wallet");

        assertThat(browser.get(back + "&code=" + code("a")).status()).isEqualTo(403);
        assertThat(new TestBrowser(platform).get(back + "&code=" + code("b")).status())
                .isEqualTo(403);
        assertThat(browser.get("/wallet").status()).isEqualTo(303);
    }

    @Test
    void theStateOfALogInIsGoodOnce() {
        String back = beginLogIn(browser, "/wallet");
        browser.get(back + "&code=" + code("a"));
        browser.post("/log-out", browser.get("/wallet").token());

        assertThat(browser.get(back + "&code=" + code("b")).status()).isEqualTo(403);
    }

    @Test
    void whoLogsInFromTwoTabsGetsInFromBoth() {
        String one = beginLogIn(browser, "/wallet?before=1");
        String other = beginLogIn(browser, "/wallet?before=2");

        assertThat(browser.get(one + "&code=" + code("a")).location()).isEqualTo("/wallet?before=1");
        assertThat(browser.get(other + "&code=" + code("b")).location()).isEqualTo("/wallet?before=2");
        assertThat(browser.get("/wallet").body()).contains("Ann");
    }

    @Test
    void whoIsInAndGoesBackStaysWhoTheyAreWhateverTheCodeSays() {
        String back = beginLogIn(browser, "/wallet?before=1");
        browser.get(back + "&code=" + code("a"));
        Secret foreign = wallet.logIn(new UserOpenId("eve-at-the-wallet"), "Eve", "e");

        assertThat(browser.get(back + "&code=" + foreign.value()).location()).isEqualTo("/wallet?before=1");
        assertThat(browser.get("/wallet").body()).contains("Ann").doesNotContain("Eve");
    }

    @Test
    void aForeignStateTakesNobodysLogInAway() {
        String back = beginLogIn(browser, "/wallet");

        assertThat(browser.get("/log-in/back?state=" + "0".repeat(64) + "&code=x")
                        .status())
                .isEqualTo(403);
        assertThat(browser.get(back + "&code=" + code("a")).status()).isEqualTo(303);
    }

    @Test
    void whoRefusesOrBringsAWrongCodeIsToldSo() {
        assertThat(browser.get(beginLogIn(browser, "/wallet")).status()).isEqualTo(403);
        Page wrong = browser.get(beginLogIn(browser, "/wallet") + "&code=wrong");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.body()).contains("You are not logged in");
    }

    @Test
    void aWalletThatCannotBeReachedIsToldSo() {
        String back = beginLogIn(browser, "/wallet");
        wallet.reachable(false);

        Page page = browser.get(back + "&code=" + code("a"));

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body()).contains("The wallet cannot be reached");
    }

    @Test
    void nobodyIsSentElsewhereAfterwards() {
        String back = beginLogIn(browser, "//evil.example");
        assertThat(browser.get(back + "&code=" + code("a")).location()).isEqualTo("/wallet");
    }

    @Test
    void aPlaceThatGetsTooLongOnTheWayIsForgottenAndTheLogInIsNot() {
        // Each sign is three characters in our address, which has room for them, and five in the wallet's.
        String back = beginLogIn(browser, "/wallet?" + "=".repeat(600));

        assertThat(back).matches("/log-in/back\\?state=[0-9a-f]{64}");
        assertThat(browser.get(back + "&code=" + code("a")).location()).isEqualTo("/wallet");
    }

    @Test
    void theActivationGoesOnAtTheWalletAndCountsWhenTheBrowserIsBack() {
        String limits = activation() + "/limits";
        Page form = browser.get(limits);
        assertThat(form.header("Content-Security-Policy")).doesNotContain("form-action");

        Page sent = browser.submit(limits, "pre_amount", "0.001", "total_amount", "0.01");

        assertThat(sent.location()).startsWith("https://wallet.example/consent?");
        assertThat(active()).isFalse();
        Page back = browser.get(returnPath(sent.location()));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.header("Refresh")).isEqualTo("0; url=" + SHOP_BACK);
        assertThat(back.body()).contains(SHOP_BACK.replace("&", "&amp;"));
        assertThat(active()).isTrue();
        assertThat(browser.get(returnPath(sent.location())).status())
                .as("the state is used up")
                .isEqualTo(410);
    }

    @Test
    void aMadeUpStateActivatesNothing() {
        activation();
        for (String state : new String[] {"", "x", "0".repeat(64)}) {
            assertThat(browser.get("/wallet/consented?state=" + state).status()).isEqualTo(410);
        }
        assertThat(active()).isFalse();
    }

    @Test
    void whoRefusesAtTheWalletHasAuthorizedNobody() {
        String limits = activation() + "/limits";
        browser.submit(limits, "pre_amount", "0.001", "total_amount", "0.01");

        Page page = browser.get("/wallet/refused");

        assertThat(page.body()).contains("You refused");
        assertThat(active()).isFalse();
    }

    @Test
    void everyPageSaysThatTheMoneyIsInTheWalletBehind() {
        assertThat(browser.get("/").body())
                .contains("The money is in the wallet behind it")
                .doesNotContain("Balances live in its ledger");
        assertThat(browser.with("Accept-Language", "zh-CN").get("/").body())
                .contains("款项在本站背后的钱包中")
                .doesNotContain("余额记录在本站的账本中");
    }

    @Test
    void theWalletPageSaysNothingOfABalanceOrOfWhatWasReceivedBecauseTheWalletBehindKnowsThem() {
        browser.get(beginLogIn(browser, "/wallet") + "&code=" + code("a"));

        assertThat(browser.get("/wallet").body())
                .contains("Your money is in the wallet behind this one", "No payments yet")
                .doesNotContain("id=\"received\"", "Nothing received yet", "0 sat", "Balances live in its ledger");
        assertThat(browser.with("Accept-Language", "zh-CN").get("/wallet").body())
                .contains("您的款项在本钱包背后的钱包中", "还没有支付记录")
                .doesNotContain("收款记录", "还没有收款", "0 聪", "余额记录在本站的账本中");
    }

    @Test
    void theWalletPageShowsTheAddressThatTheWalletBehindTold() {
        browser.get(beginLogIn(browser, "/wallet") + "&code=" + code("a"));

        assertThat(browser.get("/wallet").body())
                .contains("Wallet address", Samples.address(ANN.value()).text());
    }

    @Test
    void whoWasAUserHereBeforeIsShownNoAddressBecauseNothingIsCreditedToIt() {
        User local = platform.user("local", 0);
        Secret session = platform.get(LogIn.class).begin(local.openId());

        Page page = new TestBrowser(platform)
                .with("Cookie", "farthing-session=" + session.value())
                .get("/wallet");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("local").doesNotContain("Wallet address");
        assertThat(new OperatorClient(platform)
                        .get("/operator/v1/users/" + local.openId())
                        .text("wallet_address"))
                .isEmpty();
    }

    @Test
    void whereTheWalletHasNoPagesPeopleLogInHereAndAreShownNoAddressEither() {
        try (TestPlatform behind = TestPlatform.startBefore(Optional.empty())) {
            behind.user("local", 0);
            TestBrowser local = new TestBrowser(behind).logIn("local");

            assertThat(local.get("/wallet").body())
                    .contains("Your money is in the wallet behind this one")
                    .doesNotContain("Wallet address");
            assertThat(new TestBrowser(behind).get("/").body()).contains("/sign-up");
        }
    }

    @Test
    void nobodyGetsInByAPasswordPastTheLogInOfTheWallet() {
        platform.user("local", 0);
        browser.get(beginLogIn(browser, "/wallet") + "&code=" + code("a"));
        String token = browser.get("/wallet").token();

        Page page = browser.post("/log-in", token, "name", "local", "password", TestPlatform.PASSWORD);

        assertThat(page.status()).isEqualTo(405);
        assertThat(browser.get("/wallet").body()).contains("Ann").doesNotContain("local");
    }

    @Test
    void nobodySignsUpWhereTheWalletLetsPeopleIn() {
        assertThat(browser.get("/").body()).doesNotContain("/sign-up");
        assertThat(browser.get("/sign-up").status()).isEqualTo(404);
        browser.get(beginLogIn(browser, "/wallet") + "&code=" + code("a"));
        String token = browser.get("/wallet").token();

        assertThat(browser.post("/sign-up", token, "name", "new", "password", TestPlatform.PASSWORD)
                        .status())
                .isEqualTo(404);
    }

    private String activation() {
        String path = "/wallet/activate?app_id=" + shop.id() + "&redirect_uri="
                + URLEncoder.encode(SHOP_BACK, StandardCharsets.UTF_8);
        browser.get(beginLogIn(browser, "/wallet") + "&code=" + code("login"));
        return browser.get(path).location();
    }

    private boolean active() {
        return platform.get(ManageAuthorizations.class)
                .active(ANN, shop.id())
                .filter(Authorization::isActive)
                .isPresent();
    }

    private String code(String label) {
        Secret code = wallet.logIn(ANN, "Ann", label);
        return code.value();
    }

    /** Goes to the wallet's log-in, and returns where that sends the browser back to. */
    private static String beginLogIn(TestBrowser browser, String next) {
        Page page = browser.get("/log-in/outside?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        assertThat(page.location()).startsWith("https://wallet.example/log-in?");
        return returnPath(page.location());
    }

    private static String returnPath(String walletUrl) {
        String back = URLDecoder.decode(
                URI.create(walletUrl).getRawQuery().replaceFirst("redirect_uri=", ""), StandardCharsets.UTF_8);
        URI uri = URI.create(back);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
