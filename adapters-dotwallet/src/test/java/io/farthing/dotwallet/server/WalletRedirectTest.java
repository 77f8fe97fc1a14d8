package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code set_pay_config} and {@code get_code}: where a browser is sent, and where it never is. */
final class WalletRedirectTest {
    private static final String HTML = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8";
    private static final String JSON = "application/json, text/plain, */*";

    @RegisterExtension
    private static final TestServer server = TestServer.start();

    @BeforeAll
    static void prepare() {
        server.storage.write(stores -> {
            stores.apps().add(Samples.app("stopped").withSuspended(true));
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fback | https://shop.example/back",
                "app_id=shop&redirect_uri=https://shop.example/back | https://shop.example/back",
                "app_id=%20SHOP%0A&redirect_uri=https://shop.example | https://shop.example",
                "redirect_uri=https://shop.example/back&app_id=shop | https://shop.example/back",
                // Percent-encoded with a query: what follows belongs to the endpoint, which ignores what it does not
                // know.
                "app_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fback%3Fa%3D1%26b%3D2&c=3"
                        + " | https://shop.example/back?a=1&b=2",
                // Pasted with a query: what follows belongs to it, but for the endpoint's own parameters.
                "app_id=shop&redirect_uri=https://shop.example/back?user_id=ID | https://shop.example/back?user_id=ID",
                "app_id=shop&redirect_uri=https://shop.example/back?a=1&b=2 | https://shop.example/back?a=1&b=2",
                "redirect_uri=https://shop.example/back?a=1&b=2&app_id=shop | https://shop.example/back?a=1&b=2",
                "redirect_uri=https://shop.example/?a=1&app_id=shop&b=2&nonce_str=n | https://shop.example/?a=1&b=2",
                // Pasted with percent signs of its own, which have to arrive as they were sent.
                "app_id=shop&redirect_uri=https://shop.example/?q=a%26b%3Dc+d&e=%2F"
                        + " | https://shop.example/?q=a%26b%3Dc+d&e=%2F",
            })
    void aRegisteredUriSurvivesWithItsOwnQuery(String query, String target) {
        String parameters = "?app_id=shop&redirect_uri=" + URLEncoder.encode(target, StandardCharsets.UTF_8);

        assertThat(location(raw("/openapi/set_pay_config?" + query, HTML))).isEqualTo("/wallet/activate" + parameters);
        assertThat(location(raw("/platform/openapi/get_code/?" + query, HTML))).isEqualTo("/wallet/share" + parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://shop.example.evil.example/",
                "https://evilshop.example/",
                "http://shop.example/",
                "https://shop.example:8443/",
                "https://shop.example:443/",
                "https://shop.example:/",
                "https://shop.example:0/",
                "https://shop.example@evil.example/",
                "https://shop.example:x@evil.example/",
                "https://user@shop.example/",
                "https://shop.example%40evil.example/",
                "https://evil.example#@shop.example/",
                "https://shop.example/#fragment",
                "https://shop.example#",
                "https://evil.example\\@shop.example/",
                "https://shop.example\\.evil.example/",
                "https:\\\\shop.example/",
                "https://shop.example/\\evil",
                "https://SHOP.example/",
                "HTTPS://shop.example/",
                "https://shop.example./",
                "https://shop.example/a%2f..%2fb",
                "https://shop.example/%5cevil",
                "https://shop.example/%2e%2e/x",
                "https://shop.example/../x",
                "https://shop.example//evil.example",
                "https://shop.example/%00",
                "https://shop.example/a%0d%0aSet-Cookie:x=1",
                "https://shop.example/%zz",
                "https://shop.example/a b",
                "https:shop.example/",
                "https:///shop.example/",
                "//shop.example/",
                "/back",
                "back",
                "javascript:alert(1)//https://shop.example/",
                "data:text/html,https://shop.example/",
                "https://sh\u00f6p.example/",
                "https://shop\u3002example/",
                "https://shop.example\u2044evil/",
                "https://[::1]/",
                "https://shop.example/\u0000",
                "https://shop.example/\r\nLocation: https://evil.example/",
            })
    void anythingElseIsRefusedPercentEncodedAndPasted(String uri) {
        String encoded = URLEncoder.encode(uri, StandardCharsets.UTF_8);
        assertNoRedirect(raw("/openapi/set_pay_config?app_id=shop&redirect_uri=" + encoded, HTML), 10003);
        assertNoRedirect(raw("/openapi/get_code?app_id=shop&redirect_uri=" + encoded, HTML), 10003);
        if (uri.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
            // What a careless page pastes; a client would never send the rest in a request line.
            String pasted = raw("/openapi/set_pay_config?app_id=shop&redirect_uri=" + uri + "?a=1", HTML);
            assertThat(pasted).doesNotContain("\r\nLocation:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10030, 10010",
        "redirect_uri=https://shop.example/, 10030, 10010",
        "app_id=&redirect_uri=https://evil.example/, 10030, 10010",
        "app_id=nobody&redirect_uri=https://shop.example/, 10032, 10012",
        "app_id=nobody, 10032, 10012",
        "app_id=stopped&redirect_uri=https://stopped.example/, 10032, 10012",
        "app_id=shop, 10031, 10011",
        "app_id=shop&redirect_uri=, 10031, 10011",
        "app_id=shop&redirect_uri=%20, 10031, 10011",
        "app_id=shop&redirect_uri=https://bare.example/, 10003, 10003",
        "app_id=shop&app_id=shop&redirect_uri=https://shop.example/, 10040, 10040",
        "app_id=shop&redirect_uri=https://shop.example/&redirect_uri=https://evil.example/, 10040, 10040",
        "redirect_uri=https://shop.example/?a=1&app_id=shop&redirect_uri=https://evil.example/, 10040, 10040",
    })
    void whatIsMissingOrUnknownHasItsCodeOnAPageAndAsJson(String query, int activationCode, int logInCode) {
        assertNoRedirect(raw("/openapi/set_pay_config?" + query, HTML), activationCode);
        assertNoRedirect(raw("/openapi/get_code?" + query, HTML), logInCode);
        assertThat(json("/openapi/set_pay_config?" + query).code()).isEqualTo(activationCode);
        assertThat(json("/openapi/get_code?" + query).code()).isEqualTo(logInCode);
    }

    @Test
    void withoutAQueryTheAppIdIsMissing() {
        assertNoRedirect(raw("/openapi/set_pay_config", HTML), 10030);
        assertThat(json("/openapi/get_code").code()).isEqualTo(10010);
    }

    @Test
    void aFullUrlAllowsItselfWithAnyQueryAndNothingElse() {
        server.storage.write(stores -> {
            var shop = Samples.app("full");
            var profile = shop.profile();
            var uris = new RedirectUris(List.of(Samples.uri("https://full.example/in")));
            stores.apps()
                    .add(shop.withProfile(new AppProfile(
                            profile.name(), profile.icon(), uris, profile.refuseUrl(), profile.receiveAddress())));
            return true;
        });
        String query = "/openapi/set_pay_config?app_id=full&redirect_uri=https://full.example/";

        assertThat(location(raw(query + "in?a=1", HTML))).endsWith("full.example%2Fin%3Fa%3D1");
        assertNoRedirect(raw(query + "in/side", HTML), 10003);
        assertNoRedirect(raw(query + "inn", HTML), 10003);
        assertNoRedirect(raw(query, HTML), 10003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "%E5", "商"})
    void theLongestUriSurvivesAndALongerOneIsRefused(String part) {
        int length = part.equals("商") ? 9 : part.length();
        String longest = "https://shop.example/?" + part.repeat((WebUri.MAX_LENGTH - 22) / length);
        String encoded = URLEncoder.encode(longest, StandardCharsets.UTF_8);
        String query = "/openapi/get_code?app_id=shop&redirect_uri=";

        assertThat(location(raw(query + encoded, HTML))).isEqualTo("/wallet/share?app_id=shop&redirect_uri=" + encoded);
        assertNoRedirect(raw(query + encoded + "a".repeat(length), HTML), 10003);
    }

    @Test
    void manyLettersThatWereNotEncodedAreRefused() {
        assertNoRedirect(
                raw("/openapi/get_code?app_id=shop&redirect_uri=https://shop.example/" + "商".repeat(1800), HTML),
                10003);
    }

    @Test
    void aPageThatAsksForNothingSpecialIsAPage() {
        assertThat(raw("/openapi/set_pay_config", "*/*")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("/openapi/set_pay_config", JSON)).startsWith("HTTP/1.1 200 ");
    }

    private static Answer json(String target) {
        String response = raw(target, JSON);
        return Answer.of(response.substring(response.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
    }

    private static String raw(String target, String accept) {
        return server.raw("GET " + target, "127.0.0.1", accept, "");
    }

    private static String location(String response) {
        assertThat(response).startsWith("HTTP/1.1 302 ");
        return response.lines()
                .filter(line -> line.startsWith("Location: "))
                .map(line -> line.substring("Location: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNoRedirect(String response, int code) {
        assertThat(response)
                .startsWith("HTTP/1.1 400 ")
                .contains("protocol-problem.jte " + code + " ")
                .doesNotContain("\r\nLocation:");
    }
}
