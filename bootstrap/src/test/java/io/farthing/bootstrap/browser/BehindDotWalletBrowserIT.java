package io.farthing.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.farthing.bootstrap.demo.Demo;
import io.farthing.bootstrap.process.JarProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person authorizes a shop through two wallets, one behind the other, in a real browser without any script. */
class BehindDotWalletBrowserIT {

    @RegisterExtension
    private static final InstalledBrowser browser = new InstalledBrowser();

    @TempDir
    private Path folder;

    @Test
    void theShopIsPaidThroughBoth() {
        try (JarProcess demo = demo();
                BrowserContext context = context()) {
            Page page = context.newPage();
            toShopLoggedIn(demo, page);
            click(page, AriaRole.LINK, "Choose limits in the wallet");
            String front = host(page);
            click(page, AriaRole.BUTTON, "Next");
            page.locator("input[name=pre_amount]").fill("0.002");
            click(page, AriaRole.BUTTON, "Activate now");
            assertThat(host(page)).as("the consent behind").isNotEqualTo(front);
            click(page, AriaRole.BUTTON, "Next");
            click(page, AriaRole.BUTTON, "Activate now");
            assertThat(notice(page)).containsText("may draw small payments");
            click(page, AriaRole.BUTTON, "Pay 0.001 BSV and read on");
            assertThat(notice(page)).containsText("Paid");
            page.navigate(lastWord(demo.line(line -> line.contains("Watch the wallet"))));
            assertThat(page.locator("main")).containsText("0.002");
            assertThatTheMoneyIsBehind(page);
            page.navigate(remoteWallet(demo));
            assertThat(page.locator("main")).containsText("0.999");
            assertThat(page.locator("footer")).containsText("Balances live in its ledger.");
        }
    }

    @Test
    void whoRefusesBehindHasAuthorizedNobody() {
        try (JarProcess demo = demo();
                BrowserContext context = context()) {
            Page page = context.newPage();
            toShopLoggedIn(demo, page);
            click(page, AriaRole.LINK, "Choose limits in the wallet");
            click(page, AriaRole.BUTTON, "Next");
            click(page, AriaRole.BUTTON, "Activate now");
            click(page, AriaRole.BUTTON, "Refuse");
            assertThat(page.getByRole(AriaRole.HEADING, DemoVisit.named("You refused")))
                    .isVisible();
            page.navigate(lastWord(demo.line(line -> line.contains("Watch the wallet"))));
            assertThat(page.getByText("No app can draw from your wallet.")).isVisible();
        }
    }

    private JarProcess demo() {
        return JarProcess.start(
                folder,
                Map.of(),
                "demo",
                "--behind-dotwallet",
                "--wallet-port",
                "0",
                "--shop-port",
                "0",
                "--remote-port",
                "0");
    }

    private static BrowserContext context() {
        return browser.browser()
                .newContext(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
    }

    /** From the shop to the wallet, on to the one behind it, and all the way back. */
    private static void toShopLoggedIn(JarProcess demo, Page page) {
        String shop = lastWord(demo.line(line -> line.contains("Open the shop")));
        String password = lastWord(demo.line(line -> line.contains("with the password")));
        demo.url();
        page.navigate(shop);
        click(page, AriaRole.LINK, "Log in with the wallet");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(Demo.USER_NAME);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        click(page, AriaRole.BUTTON, "Log in");
        String behind = host(page);
        click(page, AriaRole.BUTTON, "Allow");
        page.waitForURL(url -> !URI.create(url).getHost().equals(behind));
        click(page, AriaRole.BUTTON, "Allow");
        assertThat(notice(page)).containsText("you are " + Demo.USER_NAME);
    }

    private static void assertThatTheMoneyIsBehind(Page page) {
        assertThat(page.locator("footer")).containsText("The money is in the wallet behind it.");
        assertThat(page.locator(".balance")).containsText("Your money is in the wallet behind this one.");
        assertThat(page.getByRole(AriaRole.HEADING, DemoVisit.named("Payments")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, DemoVisit.named("Received")))
                .hasCount(0);
    }

    private static String remoteWallet(JarProcess demo) {
        String line = demo.line(text -> text.startsWith("The money is in the remote wallet"));
        return line.replaceFirst(".* (http\\S+),.*", "$1");
    }

    private static void click(Page page, AriaRole role, String name) {
        page.getByRole(role, DemoVisit.named(name)).click();
    }

    private static Locator notice(Page page) {
        return page.getByRole(AriaRole.STATUS);
    }

    private static String host(Page page) {
        page.waitForLoadState();
        return URI.create(page.url()).getHost();
    }

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
