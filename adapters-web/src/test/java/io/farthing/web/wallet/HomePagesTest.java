package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.User;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomePagesTest {
    private static final Pattern OLDER = Pattern.compile("href=\"(/wallet\\?[a-z_]+=[0-9]+)#");

    private static final Pattern FOLDED =
            Pattern.compile("<details class=\"more\">\\s*<summary>([^<]*)</summary>.*?</details>", Pattern.DOTALL);
    private static final Pattern ARTICLE = Pattern.compile("<article ");

    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private static final App app = platform.app("shop");
    private static int users;

    private final User user = platform.user("owner " + ++users, 100_000_000);
    private final TestBrowser browser =
            new TestBrowser(platform).logIn(user.name().value());

    @Test
    void emptyWalletSaysWhatWillBeThere() {
        Page page = browser.get("/wallet");

        assertThat(page.body())
                .contains(
                        "100,000,000 sat",
                        "No app can draw from your wallet",
                        "No payments yet",
                        "Nothing received yet",
                        wallet(user).address().text(),
                        "It is not on a public chain");
    }

    @Test
    void whoLooksAtHisWalletTooOftenAtOnceIsAskedToComeBack() throws Exception {
        try (TestPlatform own = TestPlatform.start()) {
            own.user("impatient", 0);
            TestBrowser looking = new TestBrowser(own).logIn("impatient");
            CountDownLatch mayBeDone = new CountDownLatch(1);
            Semaphore begun = new Semaphore(0);
            AtomicInteger reads = new AtomicInteger();
            // Of each request the first read is for the session, and the second one for the page.
            own.unitOfWork().failReads(() -> {
                if (reads.incrementAndGet() % 2 == 0) {
                    begun.release();
                    Assertions.assertDoesNotThrow(() -> mayBeDone.await());
                }
            });
            List<CompletableFuture<Page>> pages = new ArrayList<>();
            for (int i = 0; i < Turns.MAX_PER_USER; i++) {
                pages.add(
                        CompletableFuture.supplyAsync(() -> looking.get("/wallet"), task -> new Thread(task).start()));
                assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }

            Page oneTooMany = looking.get("/wallet");
            mayBeDone.countDown();

            assertThat(oneTooMany.status()).isEqualTo(503);
            assertThat(oneTooMany.body()).contains("The server is busy", "yours too often");
            assertThat(pages).allMatch(page -> page.join().status() == 200);
        }
    }

    @Test
    void paymentIsShownWithEverythingAboutIt() {
        authorize();
        Payment payment = platform.pay(Samples.order(
                app.id(),
                user.openId(),
                "M-" + users,
                new Recipient(Samples.address("one"), Satoshis.of(600)),
                new Recipient(Samples.address("two"), Satoshis.of(100))));

        Page page = browser.get("/wallet");

        assertThat(page.body())
                .contains("bananas", app.profile().name(), "−0.000007 BSV", "2 Jan 2026, 03:04 UTC", "M-" + users)
                .contains(
                        "<dd class=\"code\">" + payment.id() + "</dd>",
                        payment.transactionId().hex())
                .contains(
                        "2 recipients",
                        Samples.address("one").text(),
                        "600 sat",
                        Samples.address("two").text())
                .contains(
                        "<bdi>for M-" + users + "</bdi>",
                        payment.order().opReturn().hex())
                .contains("0.000007 of 0.1 BSV used", "0.099993 BSV left", "0.999993 <span");
    }

    @Test
    void creditsAreShownToWhoReceivesThem() {
        User payee = platform.user("payee " + users, 0);
        authorize();
        platform.pay(Samples.order(
                app.id(),
                user.openId(),
                "C-" + users,
                new Recipient(wallet(payee).address(), Satoshis.of(4200)),
                new Recipient(Samples.address("other"), Satoshis.of(1)),
                new Recipient(wallet(payee).address(), Satoshis.of(58))));

        String page = new TestBrowser(platform)
                .logIn(payee.name().value())
                .get("/wallet")
                .body();

        assertThat(page).contains("+0.00004258 BSV", "4,258 sat", "C-" + users, "No payments yet");
        assertThat(page)
                .doesNotContain(Samples.address("other").text(), user.name().value());
    }

    @Test
    void paymentsGoOnOverPagesWithoutGapOrOverlap() {
        authorize();
        for (int i = 0; i < 45; i++) {
            platform.pay(Samples.order(app.id(), user.openId(), "P-" + users + "-" + i, 10));
        }

        StringBuilder all = new StringBuilder();
        Optional<String> next = Optional.of("/wallet");
        int pages = 0;
        while (next.isPresent() && pages < 10) {
            String body = browser.get(next.get()).body();
            all.append(body);
            Matcher matcher = OLDER.matcher(body);
            next = matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        for (int i = 0; i < 45; i++) {
            assertThat(all.toString()).containsOnlyOnce(">P-" + users + "-" + i + "<");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "99999999999999999999", "1e3", "%00"})
    void pageNumberThatIsNoneShowsTheNewest(String before) {
        assertThat(browser.get("/wallet?before=" + before).status()).isEqualTo(200);
    }

    @Test
    void namesThatAreWrittenFromTheRightOrContainControlsKeepWhatStandsAroundThemInOrder() {
        AppProfile usual = app.profile();
        AppProfile odd = new AppProfile(
                "\u2069\u202eמכולת", usual.icon(), usual.redirectUris(), usual.refuseUrl(), usual.receiveAddress());
        // As an app was called before names like this one were refused.
        platform.unitOfWork().write(stores -> {
            stores.apps().update(app.withProfile(odd));
            return true;
        });
        Authorization authorization = authorize();
        platform.pay(Samples.order(app.id(), user.openId(), "B-" + users, 700));
        String list = browser.get("/wallet").body();
        String path = "/wallet/authorizations/" + authorization.id() + "/revoke";
        Page question = browser.get(path);
        browser.post(path, question.token());
        String after = browser.get("/wallet").body();
        platform.get(ManageApps.class).change(app.id(), usual);

        assertThat(list).contains("<bdi>\u2069\u202eמכולת</bdi> · ", "\"><bdi>\u2069\u202eמכולת</bdi></h3>");
        assertThat(question.body())
                .contains(
                        "<p class=\"asker-name\"><bdi>\u2069\u202eמכולת</bdi></p>",
                        "\u2068\u202eמכולת\u2069 will not be able");
        assertThat(after).contains("<bdi>\u2069\u202eמכולת</bdi> – revoked");
    }

    @ParameterizedTest
    @CsvSource({"99999999999, false", "99999999999999, true", "1000000000000000, false"})
    void longBalanceIsWrittenSmallerSoThatItStaysOnOneLine(long satoshis, boolean isLong) {
        platform.get(ManageUsers.class)
                .fund(user.openId(), Satoshis.of(satoshis - 100_000_000), new FundingReference("fill " + users));

        String page = browser.get("/wallet").body();

        assertThat(page.contains("balance-long")).isEqualTo(isLong);
    }

    @ParameterizedTest
    @CsvSource({"3, ''", "4, 1 more authorized app", "6, 3 more authorized apps"})
    void ofManyAuthorizationsTheNewestThreeStandBeforeThePaymentsAndTheRestIsFolded(int count, String rest) {
        for (int i = 0; i < count; i++) {
            platform.authorize(user, platform.app("many"), SpendingLimits.DEFAULT);
        }

        String page = browser.get("/wallet").body();

        Matcher folded = FOLDED.matcher(page);
        assertThat(folded.find() ? folded.group(1) : "").isEqualTo(rest);
        assertThat(articles(folded.replaceAll(""))).isEqualTo(3);
        assertThat(articles(page)).isEqualTo(count);
    }

    @Test
    void whatChangesAnAuthorizationIsDescribedByTheNameOfItsApp() {
        String id = "app-of-" + authorize().id();

        String page = browser.get("/wallet").body();

        assertThat(page)
                .contains("<h3 id=\"" + id + "\"><bdi>" + app.profile().name() + "</bdi></h3>")
                .contains("aria-describedby=\"" + id + "\" href=\"/wallet/authorizations/");
    }

    private Authorization authorize() {
        return platform.authorize(user, app, SpendingLimits.DEFAULT);
    }

    private static long articles(String page) {
        return ARTICLE.matcher(page).results().count();
    }

    private static Wallet wallet(User owner) {
        return platform.get(ManageUsers.class)
                .overview(owner.openId())
                .orElseThrow()
                .wallet();
    }
}
