package io.farthing.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.farthing.bootstrap.browser.DemoVisit.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.sun.net.httpserver.HttpServer;
import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.bootstrap.process.JarProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person answers an app that takes browsers at one place and sends them on to another, as many shops do. */
class AppConsentBrowserIT {

    private static final String PASSWORD = "correct horse battery";
    /** The widest names that there are, and one of the longest balances. */
    private static final String USER_NAME = "M".repeat(64);

    private static final String APP_NAME = "W".repeat(100);
    private static final long SATOSHIS = 2_099_998_465_503_284L;

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final InstalledBrowser browser = new InstalledBrowser();

    private static JarProcess wallet;
    private static HttpServer shop;
    private static HttpServer callback;
    private static String appId;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        wallet = JarProcess.serve(folder);
        shop = listen();
        shop.createContext("/", exchange -> {
            byte[] body = ("<h1>The shop</h1>" + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        callback = listen();
        callback.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://localhost:" + port(shop) + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        OperatorClient operator = wallet.operator(folder);
        String user = operator.post("/operator/v1/users", Map.of("name", USER_NAME, "password", PASSWORD))
                .path("user_open_id")
                .asString();
        operator.post("/operator/v1/users/" + user + "/funds", Map.of("satoshis", SATOSHIS, "reference", "first"));
        appId = operator.post(
                        "/operator/v1/apps",
                        Map.of(
                                "name", APP_NAME,
                                "redirect_uris", List.of(callbackUrl("")),
                                "refuse_url", callbackUrl("/refused")))
                .path("app_id")
                .asString();
    }

    @AfterAll
    static void stop() {
        if (wallet != null) {
            callback.stop(0);
            shop.stop(0);
            wallet.close();
        }
    }

    @BeforeEach
    void logIn() {
        context = browser.browser().newContext(new NewContextOptions().setLocale("en"));
        page = context.newPage();
        page.navigate(wallet.url() + "/log-in");
        page.getByLabel("Name").fill(USER_NAME);
        page.getByLabel("Password").fill(PASSWORD);
        click("Log in");
        assertThat(page.getByRole(AriaRole.HEADING, named("Balance"))).isVisible();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whoActivatesArrivesWhereTheAppSendsBrowsersOn() {
        open("/openapi/set_pay_config", "/activated");
        click("Next");
        click("Activate now");
        assertThatTheShopIsReached("/activated");
    }

    @Test
    void whoRefusesArrivesWhereTheAppSendsBrowsersOn() {
        open("/openapi/set_pay_config", "/activated");
        click("Refuse");
        assertThatTheShopIsReached("/refused");
    }

    @Test
    void whoIsKnownToTheAppArrivesWhereItSendsBrowsersOn() {
        open("/openapi/get_code", "/known");
        click("Allow");
        assertThatTheShopIsReached("/known?code=");
    }

    @Test
    void whoStaysUnknownArrivesWhereTheAppSendsBrowsersOn() {
        open("/openapi/get_code", "/unknown");
        click("Refuse");
        assertThatTheShopIsReached("/unknown");
    }

    @Test
    void aSecondClickLeadsToWhereTheFirstOneDoes() {
        open("/openapi/set_pay_config", "/activated");
        click("Next");
        page.getByRole(AriaRole.BUTTON, named("Activate now")).dblclick();
        assertThatTheShopIsReached("/activated");
        open("/openapi/set_pay_config", "/activated");
        page.getByRole(AriaRole.BUTTON, named("Refuse")).dblclick();
        assertThatTheShopIsReached("/refused");
        page.navigate(wallet.url() + "/wallet");
        page.getByRole(AriaRole.LINK, named("Revoke")).click();
        page.getByRole(AriaRole.BUTTON, named("Revoke")).dblclick();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("cannot draw any more");
    }

    @Test
    void theWidestNamesAndTheLongestBalanceFitOnAPhone() {
        page.setViewportSize(320, 740);
        page.navigate(wallet.url() + "/wallet");
        assertThat(page.locator(".balance-amount")).containsText("20999984.65503284");
        assertThatThePageFits();
        assertThat(page.evaluate("() => {"
                        + " const digits = document.createRange();"
                        + " digits.selectNode(document.querySelector('.balance-amount').firstChild);"
                        + " return digits.getClientRects().length; }"))
                .as("lines that the digits take")
                .isEqualTo(1);
        open("/openapi/get_code", "/known");
        assertThatThePageFits();
        open("/openapi/set_pay_config", "/activated");
        assertThatThePageFits();
        click("Next");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Activate now"))).isVisible();
        assertThatThePageFits();
    }

    @Test
    void whatIsWrongWithALimitIsInSight() {
        page.setViewportSize(360, 740);
        open("/openapi/set_pay_config", "/activated");
        click("Next");
        page.locator("#total_amount").fill("21000001");
        click("Activate now");
        assertThat(page.locator("#total_amount")).isFocused();
        assertThat(page.getByText("at most 21000000")).isInViewport(new IsInViewportOptions().setRatio(1));
    }

    @Test
    void theUnitOfALimitIsReadOutWithItsField() {
        open("/openapi/set_pay_config", "/activated");
        click("Next");
        assertThat(page.locator("#pre_amount")).hasAccessibleDescription("BSV The most that one payment may take.");
        assertThat(page.locator("#total_amount"))
                .hasAccessibleDescription("BSV The most that all payments together may take.");
    }

    @Test
    void whatIsUsedIsSeenInColoursOfTheUsersOwn() throws IOException {
        open("/openapi/set_pay_config", "/activated");
        click("Next");
        click("Activate now");
        assertThatTheShopIsReached("/activated");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        page.navigate(wallet.url() + "/wallet");

        Locator bar = page.locator("progress");
        int unused = colourInTheMiddle(bar);
        bar.evaluate("bar => bar.value = bar.max");
        assertThat(colourInTheMiddle(bar)).isNotEqualTo(unused);
    }

    private static int colourInTheMiddle(Locator shown) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.screenshot()));
        return image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    }

    private void assertThatThePageFits() {
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(page.url())
                .isEqualTo(320);
    }

    private void open(String endpoint, String path) {
        page.navigate(wallet.url() + endpoint + "?app_id=" + appId + "&redirect_uri="
                + URLEncoder.encode(callbackUrl(path), StandardCharsets.UTF_8));
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private void assertThatTheShopIsReached(String path) {
        page.waitForURL(url -> url.startsWith("http://localhost:" + port(shop) + path));
        assertThat(page.getByRole(AriaRole.HEADING, named("The shop"))).isVisible();
    }

    private static HttpServer listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.start();
        return server;
    }

    private static String callbackUrl(String path) {
        return "http://127.0.0.1:" + port(callback) + path;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }
}
