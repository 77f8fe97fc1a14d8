package io.farthing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private static final Pattern SWITCH = Pattern.compile("href=\"(/language[^\"]*)\"");

    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private final TestBrowser browser = new TestBrowser(platform);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"zh-CN,zh;q=0.9,en;q=0.8\", zh-CN",
                "zh, zh-CN",
                "zh-Hant-TW, zh-CN",
                "\"en-GB,zh;q=0.5\", en",
                "\"en;q=0.2,zh;q=0.7\", zh-CN",
                "\"fr,de;q=0.9,zh;q=0.1\", zh-CN",
                "\"zh;q=0,fr\", en",
                "fr, en",
                "*, en",
                "-, en",
                "\"zh,-\", en",
                "\";;;q=,,\", en",
                "\"zh;q=abc\", en"
            })
    void browserGetsTheLanguageItAsksFor(String accepted, String expected) {
        Page page = browser.with("Accept-Language", accepted).get("/");

        assertThat(page.body()).contains("<html lang=\"" + expected + "\">");
    }

    @Test
    void chosenLanguageIsRememberedAndThePageWithItsQueryKept() {
        platform.user("polyglot", 0);
        browser.logIn("polyglot");
        Page english = browser.get("/wallet?before=7&notice=revoked");

        Page switched = browser.get(switchOf(english));

        assertThat(switched.location()).isEqualTo("/wallet?before=7&notice=revoked");
        assertThat(browser.get(switched.location()).body()).contains("<html lang=\"zh-CN\">", "余额");
        assertThat(browser.get("/wallet").body()).contains("支付记录");
    }

    @ParameterizedTest
    @CsvSource({"/", "/log-in", "/sign-up", "/nowhere", "/wallet/share?app_id=none&redirect_uri=https://x.example/?a=b"
    })
    void everyPageCanBeSwitched(String path) {
        platform.user("on " + path, 0);
        if (path.startsWith("/wallet")) {
            browser.logIn("on " + path);
        }

        Page switched = browser.get(switchOf(browser.get(path)));

        assertThat(switched.location()).isEqualTo(path);
        assertThat(browser.get(path).body()).contains("<html lang=\"zh-CN\">");
    }

    @Test
    void switchLeadsNowhereElse() {
        Page answer = browser.get("/language?to=xx&next=https://evil.example/");

        assertThat(answer.location()).isEqualTo("/wallet");
        assertThat(browser.cookies()).isEmpty();
    }

    private static String switchOf(Page page) {
        Matcher matcher = SWITCH.matcher(page.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
