package io.farthing.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "https://shop.example/paid",
                "https://shop.example/a/b.html",
                "https://shop.example/a.b/..c/d../...",
                "https://shop.example/a%20b/%E5%95%86%E5%BA%97",
                "https://shop.example/商店/𠀀",
                "https://shop.example:8443/paid",
                "https://shop.example:80/paid",
                "http://shop.example:443/paid",
                "https://shop.example:65535",
                "http://localhost:3000/paid",
                "http://127.0.0.1:1",
                "http://[::1]:8080/paid",
                "https://[2001:db8::7]/paid",
                "https://[1:2:3:4:5:6:7:8]/paid",
                "https://[fe80::]",
                "https://203.0.113.255/paid",
                "https://xn--fiq228c.example/paid",
                "https://a-b.c--d.example",
                "https://3.shop.example",
                "https://example",
                "https://shop.example?user_id=ID",
                "https://shop.example/?user_id=ID",
                "https://shop.example/paid?",
                "https://shop.example/paid?user_id=1&back=https://other.example//x/../y",
                "https://shop.example/paid?a=%2F%5C%2e%00&b=%E5%95%86",
                "https://shop.example/paid?name=商店&a[]=1&b={x}|y",
                "https://shop.example/paid?a?b=c@d:e",
            })
    void whatEverybodyReadsAlikeIsKeptExactly(String text) {
        assertThat(WebUri.parse(text)).hasValueSatisfying(uri -> assertThat(uri).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "paid",
                "//shop.example",
                "//shop.example/paid",
                "/paid",
                "https:",
                "https:/",
                "https://",
                "https:///",
                "https:///paid",
                "https:////shop.example",
                "https:/shop.example",
                "https:shop.example",
                "https:\\\\shop.example",
                "https://\\shop.example",
                "https://?a=b",
                "https://#a",
                "shop.example",
                "shop.example:443",
                "javascript:alert(1)",
                "javascript://shop.example/%0aalert(1)",
                "data:text/html,x",
                "ftp://shop.example/",
                "file:///etc/passwd",
                "ws://shop.example/",
                "httpss://shop.example",
                "view-source:https://shop.example",
                "HTTPS://shop.example",
                "Https://shop.example",
                "httpS://shop.example",
                " https://shop.example",
                "https://shop.example ",
                "https ://shop.example",
                "\thttps://shop.example",
                "https://shop.example\n",
                "ht\ntps://shop.example",
                "\u0000https://shop.example",
                "\ufeffhttps://shop.example",
            })
    void anotherOrABlurredSchemeIsRefused(String text) {
        assertThat(WebUri.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@shop.example",
                "user:password@shop.example",
                "@shop.example",
                ":@shop.example",
                "shop.example@evil.com",
                "shop.example:80@evil.com",
                "shop.example:80@evil",
                "shop.example&@evil.com",
                "shop.example%40evil.com",
                "shop.example%2eevil.com",
                "shop.example%2Fevil.com",
                "shop.example%00.evil.com",
                "shop.example\\evil.com",
                "shop.example\\@evil.com",
                "evil.com\\.shop.example",
                "shop.example;evil.com",
                "shop.example,evil.com",
                "Shop.example",
                "shop.EXAMPLE",
                "SHOP.EXAMPLE",
                "shop.example.",
                "shop.example.:8443",
                "shop.example..",
                "shop..example",
                ".shop.example",
                ".",
                "..",
                "-shop.example",
                "shop-.example",
                "shop_1.example",
                "*.example",
                "shop example",
                "shop.exam\tple",
                "shop.exam\nple",
                "shop.exam\rple",
                "shop.example\u0000",
                "shop.example\u00a0",
                "shöp.example",
                "商店.example",
                "shop.example\u3002evil.com",
                "shop\uff0eexample",
                "shop.example\uff0fevil.com",
                "\u24e2hop.example",
                "shop.ex\u00adample",
                "shop.ex\u200bample",
                "\u212aey.example",
                "shop.example:",
                "shop.example:0",
                "shop.example:443",
                "shop.example:0443",
                "shop.example:08443",
                "shop.example:65536",
                "shop.example:70000",
                "shop.example:99999",
                "shop.example:655350",
                "shop.example:4294967739",
                "shop.example:-1",
                "shop.example:+1",
                "shop.example:8443:1",
                "shop.example:84x",
                "shop.example: 8443",
                "shop.example:\u0661",
                "shop.example:8443\\",
                ":8443",
                "[::1",
                "::1",
                "[]",
                "[::1]x",
                "[::1]:",
                "[::1]:443",
                "[::1]:0",
                "[::1%25eth0]",
                "[v1.a]",
                "[::A]",
                "[shop.example]",
                "[::1]@evil.com",
                "[::1].evil.com",
                "[..]",
                "[::::]",
                "[12345::1]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1.2.3.4]",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "256.0.0.1",
                "127.999.0.1",
                "1.2.3.4.5",
                "shop.1",
                "shop.0x1",
            })
    void aHostOrPortThatCouldBeReadInTwoWaysIsRefused(String authority) {
        assertThat(WebUri.parse("https://" + authority)).isEmpty();
        assertThat(WebUri.parse("https://" + authority + "/paid?a=b")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https", authority, "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "\\evil.com",
                "/\\evil.com",
                "/a\\b",
                "//",
                "//evil.com",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/./a",
                "/../a",
                "/a/./b",
                "/a/../b",
                "/a/.",
                "/a/..",
                "/%2e%2e/a",
                "/%2E/a",
                "/.%2e/a",
                "/a%2eb",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%5Cb",
                "/a%00",
                "/a%0d%0aSet-Cookie:x",
                "/a%09",
                "/a%1f",
                "/a%7f",
                "/a%7F",
                "/%",
                "/a%2",
                "/a%zz",
                "/a%u002e",
                "/a b",
                "/a\tb",
                "/a\nb",
                "/a\r\nLocation: https://evil.com",
                "/a\u0000",
                "/a\u007f",
                "/a\u0085",
                "/a\u00a0",
                "/a\u2028",
                "/a\u3000",
                "/a\ud800",
                "/a\udc00b",
                "/a<b",
                "/a>b",
                "/a\"b",
                "#",
                "#a",
                "/#a",
                "/a#b",
                "/a?b#c",
                "?a#b",
                "/a?b c",
                "/a?b\nc",
                "/a?b\\c",
                "/a?b=%",
                "/a?b=%4",
                "/a?b=%g1",
                "/a?b=\"",
                "/a?b=<script>",
                "/a?b=\ud800",
            })
    void aPathOrQueryThatCouldBeReadInTwoWaysIsRefused(String behindTheHost) {
        assertThat(WebUri.parse("https://shop.example" + behindTheHost)).isEmpty();
    }

    @Test
    void partsThatRunIntoEachOtherAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https", "shop.example", "paid", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https", "shop.example", "/a?b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https", "shop.example", "", "a=b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https", "shop.example/a", "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebUri("https:", "shop.example", "", ""));
    }

    @Test
    void theLongestUriIsReadAndNoLongerOne() {
        String longest = "https://shop.example/" + "a".repeat(WebUri.MAX_LENGTH - 21);

        assertThat(longest).hasSize(WebUri.MAX_LENGTH);
        assertThat(WebUri.parse(longest)).isPresent();
        assertThat(WebUri.parse(longest + "a")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebUri("https", "shop.example", longest.substring(20) + "a", ""));
    }

    @ParameterizedTest
    @CsvSource({"é, 6", "\u07c1, 6", "\u0800, 9", "商, 9", "𠀀, 12"})
    void aLetterBeyondAsciiIsAsLongAsItTravels(String letter, int length) {
        String room = "https://shop.example/?" + "a".repeat(WebUri.MAX_LENGTH - 22 - length);

        assertThat(WebUri.parse(room + letter)).isPresent();
        assertThat(WebUri.parse(room + "a" + letter)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a-", "-", "/", "/.", "/%2", "[", ":", "@", "\\", "?", "%"})
    void aHostileRepetitionIsAnswered(String part) {
        assertThat(WebUri.parse("https://" + part.repeat(2000 / part.length()) + "!"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, true",
        "http://localhost:3000/x, true",
        "http://127.0.0.1, true",
        "http://127.255.1.9:5000, true",
        "http://[::1]:5000, true",
        "http://128.0.0.1, false",
        "http://10.0.0.1, false",
        "http://[::2], false",
        "http://127.0.0.1.evil.com, false",
        "http://localhost.evil.com, false",
        "http://notlocalhost, false",
        "http://shop.example/localhost, false",
    })
    void onlyThisMachineIsLoopback(String text, boolean isLoopback) {
        WebUri uri = WebUri.parse(text).orElseThrow();

        assertThat(uri.isLoopback()).isEqualTo(isLoopback);
        assertThat(uri.isEncrypted()).isFalse();
        assertThat(WebUri.parse("https://shop.example").orElseThrow().isEncrypted())
                .isTrue();
    }

    @Test
    void theOriginIsSchemeHostAndPort() {
        assertThat(WebUri.parse("https://shop.example:8443/a?b").orElseThrow().origin())
                .isEqualTo("https://shop.example:8443");
        assertThat(WebUri.parse("http://[::1]/a").orElseThrow().origin()).isEqualTo("http://[::1]");
    }
}
