package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.ShareIdentity;
import io.farthing.domain.app.App;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharePagesTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private static final App app = platform.app("shop");
    private static int users;

    private final User user = platform.user("sharing " + ++users, 0);
    private final TestBrowser browser =
            new TestBrowser(platform).logIn(user.name().value());

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example?code=",
        "https://shop.example/in, https://shop.example/in?code=",
        "https://shop.example/in?user_id=7, https://shop.example/in?user_id=7&code="
    })
    void allowingAppendsACodeAndNothingElse(String redirectUri, String expected) {
        Page answer = browser.submit(path(redirectUri), "answer", "allow");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith(expected);
        Secret code = new Secret(answer.location().substring(expected.length()));
        assertThat(code.value()).matches("[0-9a-f]{64}");
        assertThat(platform.get(ShareIdentity.class).exchange(app.id(), code)).isPresent();
    }

    @Test
    void refusingGoesBackWithoutACode() {
        Page answer = browser.submit(path("https://shop.example/in?a=1"), "answer", "refuse");

        assertThat(answer.location()).isEqualTo("https://shop.example/in?a=1");
    }

    @Test
    void whoIsLoggedInIsAskedAllTheSame() {
        Page page = browser.get(path("https://shop.example/in"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "\u2068" + app.profile().name() + "\u2069 wants to know who you are",
                        user.openId().value())
                .contains("Allow", "Refuse", "shop.example");
        assertThat(page.header("Content-Security-Policy")).doesNotContain("form-action");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/",
        "https://shop.example.evil.example/",
        "https://shop.example@evil.example/",
        "''"
    })
    void nobodyIsSentToAPlaceThatIsNotRegistered(String redirectUri) {
        String token = browser.get("/wallet").token();

        assertThat(browser.get(path(redirectUri)).status()).isEqualTo(400);
        Page answer = browser.post(path(redirectUri), token, "answer", "allow");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
    }

    @Test
    void strangerLogsInFirst() {
        Page sent = new TestBrowser(platform).get(path("https://shop.example/in"));

        assertThat(sent.location()).startsWith("/log-in?next=%2Fwallet%2Fshare%3Fapp_id%3D");
    }

    private static String path(String redirectUri) {
        return "/wallet/share?app_id=" + app.id() + "&redirect_uri="
                + URLEncoder.encode(redirectUri, StandardCharsets.UTF_8);
    }
}
