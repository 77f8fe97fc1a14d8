package io.farthing.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.farthing.bootstrap.browser.DemoVisit.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import io.farthing.bootstrap.demo.Demo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person authorizes a shop, watches it draw, and takes the consent back, in a real browser. */
class ConsentBrowserIT {

    private static final int MAX_TABS = 40;

    @RegisterExtension
    private static final InstalledBrowser browser = new InstalledBrowser();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theDemoIsClickedThroughWithoutAnyScript(Words words) {
        try (DemoVisit visit = visit(words, new NewContextOptions().setJavaScriptEnabled(false))) {
            visit.logIn().askToActivate().activate().buy();
            assertThat(visit.notice()).containsText("Paid");
            assertThat(visit.page().getByText("It took its name from being a fourth part"))
                    .isVisible();
            assertThat(visit.page().locator("details[open] pre").first()).containsText("\"pre_amount\" : 100000");
            List<String> recipients = recipients(visit);
            assertThat(recipients).hasSize(2).doesNotHaveDuplicates();
            visit.toWallet();
            assertThat(visit.page().locator("main")).containsText("0.999");
            assertThat(visit.page().content()).contains(recipients);
        }
    }

    @Test
    void theLanguageIsSwitchedOnThePageItselfAndRemembered() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            visit.logIn().askToActivate();
            String before = visit.page().url();
            visit.page().getByRole(AriaRole.LINK, named("简体中文")).click();
            assertThat(visit.page().getByRole(AriaRole.HEADING, named(Words.CHINESE.activationTitle)))
                    .isVisible();
            assertThat(visit.page().url()).isEqualTo(before);
            visit.toWallet();
            assertThat(visit.page().locator("html")).hasAttribute("lang", Words.CHINESE.tag);
        }
    }

    @Test
    void whoRefusesIsSentToTheRefuseUrlAndNothingCanBeDrawn() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            visit.logIn().askToActivate().button(Words.ENGLISH.refuse).click();
            assertThat(visit.notice()).containsText("You refused");
            visit.toWallet();
            assertThat(visit.page().getByText("No app can draw from your wallet."))
                    .isVisible();
        }
    }

    @Test
    void whoDoesNotWantToBeKnownComesBackUnknown() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            Page page = visit.page();
            page.getByRole(AriaRole.LINK, named("Log in with the wallet")).click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(Demo.USER_NAME);
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(visit.password());
            visit.button("Log in").click();
            visit.button("Refuse").click();
            assertThat(visit.notice()).containsText("You did not log in");
        }
    }

    @Test
    void aWrongPasswordIsToldAndTheNameIsKept() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            Page page = visit.page();
            page.getByRole(AriaRole.LINK, named("Log in with the wallet")).click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(Demo.USER_NAME);
            page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill("not the password");
            visit.button("Log in").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Name or password is wrong");
            assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue(Demo.USER_NAME);
        }
    }

    @Test
    void everythingCanBeDoneWithTheKeyboardAlone() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            Page page = visit.page();
            press(page, "Log in with the wallet");
            // The browser moves the focus when it first draws the page, which may be after it has loaded it.
            assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                    .isFocused();
            page.keyboard().type(Demo.USER_NAME);
            page.keyboard().press("Tab");
            page.keyboard().type(visit.password());
            press(page, "Log in");
            press(page, "Allow");
            assertThat(visit.notice()).containsText("you are " + Demo.USER_NAME);
            press(page, "Choose limits in the wallet");
            press(page, "Next");
            press(page, "Activate now");
            assertThat(visit.notice()).containsText("may draw small payments");
            press(page, "Pay 0.001 BSV and read on");
            assertThat(visit.notice()).containsText("Paid");
        }
    }

    @Test
    void noPageIsWiderThanAPhone() {
        NewContextOptions phone = new NewContextOptions()
                .setViewportSize(360, 740)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2);
        try (DemoVisit visit = visit(Words.ENGLISH, phone)) {
            List<String> widths = new ArrayList<>();
            visit.page().onConsoleMessage(message -> widths.add(message.text()));
            visit.page()
                    .addInitScript(
                            "addEventListener('load', () =>"
                                    + " console.log(document.documentElement.scrollWidth + ' of ' + innerWidth + ' ' + location.pathname))");
            visit.logIn().askToActivate().activate().buy();
            assertThat(visit.notice()).containsText("Paid");
            assertThat(visit.page()
                            .locator("details[open] pre")
                            .evaluateAll("all => all.map(text => text.scrollWidth <= text.clientWidth)"))
                    .as("whether what went over the wire is seen without scrolling to the side")
                    .isEqualTo(List.of(true, true));
            visit.toWallet();
            visit.page().getByRole(AriaRole.LINK, named("Change limits")).click();
            assertThat(visit.button("Save limits")).isVisible();
            assertThat(widths)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(width -> assertThat(width).startsWith("360 of 360 "));
        }
    }

    @Test
    void onPaperThereIsNothingToPressAndNoPaymentIsBrokenInTwo() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            visit.logIn().askToActivate().activate().buy().toWallet();
            Page page = visit.page();
            assertThat(visit.button("Log out")).isVisible();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".who-name")).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(page.getByRole(AriaRole.LINK, named("Revoke"))).hasCount(0);
            assertThat(page.getByRole(AriaRole.LINK, named("简体中文"))).hasCount(0);
            assertThat(page.locator(".payments > li")).hasCSS("break-inside", "avoid");
            assertThat(page.locator("#payments")).hasCSS("break-after", "avoid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNamedByADigestIsInOneLineOnAWideScreen(Words words) {
        try (DemoVisit visit = visit(words, new NewContextOptions().setViewportSize(1280, 740))) {
            visit.logIn().askToActivate().button(words.next).click();
            assertInOneLineEach(visit.page().locator(".facts .code"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsToBeChosenIsInOneLineOnAPhone(Words words) {
        try (DemoVisit visit = visit(words, new NewContextOptions().setViewportSize(360, 740))) {
            visit.logIn().askToActivate();
            assertInOneLineEach(visit.page().locator("main button"));
            visit.button(words.next).click();
            assertInOneLineEach(visit.page().locator("main button"));
        }
    }

    @Test
    void aLimitThatIsLoweredHoldsForTheVeryNextPayment() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            visit.logIn().askToActivate().activate().buy().toWallet();
            Page page = visit.page();
            page.getByRole(AriaRole.LINK, named("Change limits")).click();
            page.locator("input[name=pre_amount]").fill("lots");
            visit.button("Save limits").click();
            assertThat(page.locator("input[name=pre_amount]")).hasValue("lots");
            assertThat(page.getByText("Enter an amount of BSV above zero")).isVisible();
            page.locator("input[name=pre_amount]").fill("0.0009");
            visit.button("Save limits").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The new limits are in force");
            visit.toShop().buy();
            assertThat(visit.notice()).containsText("10044");
            assertThat(visit.notice()).containsText("pre_amount");
        }
    }

    @Test
    void aConsentThatIsRevokedIsOverForTheVeryNextPayment() {
        try (DemoVisit visit = visit(Words.ENGLISH, new NewContextOptions())) {
            visit.logIn().askToActivate().activate().buy();
            assertThat(visit.notice()).containsText("Paid");
            visit.toWallet().page().getByRole(AriaRole.LINK, named("Revoke")).click();
            visit.button("Revoke").click();
            assertThat(visit.page().getByRole(AriaRole.STATUS)).containsText("cannot draw any more");
            visit.toShop().buy();
            assertThat(visit.notice()).containsText("10032");
            assertThat(visit.notice()).containsText("authorized");
        }
    }

    private DemoVisit visit(Words words, NewContextOptions options) {
        return new DemoVisit(browser.browser(), folder, words, options);
    }

    private static void assertInOneLineEach(Locator texts) {
        assertThat(texts.first()).isVisible();
        assertThat(texts.evaluateAll("all => all.map(text => {"
                        + " const range = document.createRange();"
                        + " range.selectNodeContents(text);"
                        + " return range.getClientRects().length; })"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty()
                .containsOnly(1);
    }

    /** The addresses in the order that the shop shows. */
    private static List<String> recipients(DemoVisit visit) {
        return Pattern.compile("\"address\" : \"([1-9A-HJ-NP-Za-km-z]+)\"")
                .matcher(visit.page().locator("details[open] pre").first().innerText())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Goes from one control to the next until the one with that text has the focus, and presses Enter. */
    private static void press(Page page, String text) {
        assertThat(page.locator("a, button")
                        .filter(new Locator.FilterOptions().setHasText(text))
                        .first())
                .isVisible();
        for (int i = 0; i < MAX_TABS; i++) {
            page.keyboard().press("Tab");
            if (text.equals(page.evaluate("document.activeElement.innerText.trim()"))) {
                page.waitForNavigation(() -> page.keyboard().press("Enter"));
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + text + " on " + page.url());
    }
}
