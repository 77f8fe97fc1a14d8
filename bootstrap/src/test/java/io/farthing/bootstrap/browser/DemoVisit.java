package io.farthing.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
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

/** The demo of the jar, on ports of its own, and a person in front of it. */
final class DemoVisit implements AutoCloseable {

    private final JarProcess demo;
    private final BrowserContext context;
    private final Page page;
    private final Words words;
    private final String shop;
    private final String password;

    DemoVisit(Browser browser, Path folder, Words words, NewContextOptions options) {
        this.words = words;
        demo = JarProcess.start(folder, Map.of(), "demo", "--wallet-port", "0", "--shop-port", "0");
        shop = lastWord(demo.line(line -> line.contains("Open the shop")));
        password = lastWord(demo.line(line -> line.contains("with the password")));
        demo.url();
        context = browser.newContext(options.setLocale(words.tag));
        page = context.newPage();
        page.navigate(shop);
    }

    Page page() {
        return page;
    }

    URI walletUrl() {
        return demo.url();
    }

    String password() {
        return password;
    }

    /** From the shop to the wallet and back again, logged in. */
    DemoVisit logIn() {
        page.getByRole(AriaRole.LINK, named("Log in with the wallet")).click();
        page.getByLabel(words.name, new Page.GetByLabelOptions().setExact(true)).fill(Demo.USER_NAME);
        page.getByLabel(words.password, new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        button(words.logIn).click();
        assertThat(page.locator("html")).hasAttribute("lang", words.tag);
        button(words.allow).click();
        assertThat(notice()).containsText("you are " + Demo.USER_NAME);
        return this;
    }

    /** From the shop to the first consent page of the wallet. */
    DemoVisit askToActivate() {
        page.getByRole(AriaRole.LINK, named("Choose limits in the wallet")).click();
        assertThat(page.getByRole(AriaRole.HEADING, named(words.activationTitle)))
                .isVisible();
        return this;
    }

    /** Through the consent pages with the limits that are proposed, and back to the shop. */
    DemoVisit activate() {
        button(words.next).click();
        assertThat(page.locator("input[name=pre_amount]")).hasValue("0.1");
        assertThat(page.locator("input[name=total_amount]")).hasValue("0.1");
        button(words.activate).click();
        assertThat(notice()).containsText("may draw small payments");
        return this;
    }

    /** Pays in the shop. */
    DemoVisit buy() {
        page.locator("form[action='/buy'] button").click();
        return this;
    }

    /** Goes to the shop. */
    DemoVisit toShop() {
        page.navigate(shop);
        return this;
    }

    /** Goes to the wallet. */
    DemoVisit toWallet() {
        page.navigate(walletUrl() + "/wallet");
        return this;
    }

    /** What the shop says about the last step. */
    Locator notice() {
        return page.getByRole(AriaRole.STATUS);
    }

    Locator button(String text) {
        return page.getByRole(AriaRole.BUTTON, named(text));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Override
    public void close() {
        context.close();
        demo.close();
    }

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
