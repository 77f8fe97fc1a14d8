package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import io.farthing.web.page.Requests;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest redirect URIs get through, wherever their user turns on the way. */
class LongRedirectTest {
    private static final String BEGINNING = "https://shop.example/?";

    private final TestPlatform platform = TestPlatform.start();
    private final App app = platform.app("shop");
    private final TestBrowser browser = new TestBrowser(platform);

    @AfterEach
    void stop() {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "%26", "a", "é", "钱", "𠀀"})
    void theyAreWhereTheBrowserGoesInTheEnd(String part) {
        platform.user("patient", 0);
        String uri = longest(part);

        String logIn = browser.get(page("/wallet/activate", uri)).location();
        Page chinese = browser.get(languageSwitch(browser.get(logIn)));
        assertThat(chinese.location()).isEqualTo(logIn);
        Page loggedIn = browser.submit(logIn, "name", "patient", "password", TestPlatform.PASSWORD);
        assertThat(loggedIn.location()).isEqualTo(page("/wallet/activate", uri));
        String activation = browser.get(loggedIn.location()).location();
        Page approved = browser.submit(activation + "/limits", "pre_amount", "0.1", "total_amount", "0.1");
        assertThat(approved.status()).isEqualTo(303);
        assertThat(approved.location()).isEqualTo(Requests.ascii(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "钱"})
    void theirConsentCanBeGiven(String part) {
        platform.user("patient", 0);
        String share = page("/wallet/share", longest(part));

        Page asked = browser.logIn("patient").get(share);

        assertThat(asked.body()).contains("action=\"" + share.replace("&", "&amp;") + "\"");
        assertThat(browser.post(share, asked.token(), "answer", "allow").location())
                .startsWith(Requests.ascii(longest(part)) + "&code=");
    }

    private static String longest(String part) {
        int length = Requests.ascii(part).length();
        return BEGINNING + part.repeat((WebUri.MAX_LENGTH - BEGINNING.length()) / length);
    }

    private String page(String path, String uri) {
        return path + "?app_id=" + app.id() + "&redirect_uri=" + URLEncoder.encode(uri, StandardCharsets.UTF_8);
    }

    private static String languageSwitch(Page page) {
        Matcher link = Pattern.compile("href=\"(/language[^\"]+)\"").matcher(page.body());
        assertThat(link.find()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }
}
