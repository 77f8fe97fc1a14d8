package io.farthing.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    private static final RedirectUris SHOP = registered("https://shop.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "https://shop.example/paid",
                "https://shop.example/a/b?user_id=ID",
                "https://shop.example?user_id=ID",
                "https://shop.example/?next=https://evil.com/",
            })
    void anOriginAllowsEverythingBelowIt(String target) {
        assertThat(isAllowed(SHOP, target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example",
                "http://shop.example:443/paid",
                "https://shop.example:8443",
                "https://shop.example:443",
                "https://shop.example.evil.com",
                "https://shop.example.evil.com/https://shop.example",
                "https://shop.exampleevil.com",
                "https://shop.example-evil.com",
                "https://evilshop.example",
                "https://www.shop.example",
                "https://evil.com",
                "https://evil.com/https://shop.example",
                "https://evil.com/shop.example",
                "https://evil.com?https://shop.example",
                "https://evil.com#https://shop.example",
                "https://evil.com/.shop.example",
                "https://evil.com\\.shop.example",
                "https://evil.com\\@shop.example",
                "https://shop.example@evil.com",
                "https://shop.example:80@evil",
                "https://shop.example:443@evil.com",
                "https://shop.example%2eevil.com",
                "https://shop.example%2f@evil.com",
                "https://shop.example\\evil.com",
                "https://shop.example\\.evil.com",
                "https://shop.example\t.evil.com",
                "https://shop.example\u0000.evil.com",
                "https://shop.example\u3002evil.com",
                "https://shop.example.",
                "https://shop.example./paid",
                "https://SHOP.example",
                "https://user@shop.example",
                "https://shop.example/..",
                "https://shop.example//evil.com",
                "https://shop.example/\\evil.com",
                "https://shop.example/paid#token",
                "https:/shop.example",
                "https:shop.example",
                "https:///shop.example",
                "//shop.example",
                "javascript://shop.example/%0aalert(1)",
                "javascript:alert('https://shop.example')",
                "shop.example",
                "/paid",
                "",
            })
    void anOriginAllowsNothingElse(String target) {
        assertThat(isAllowed(SHOP, target)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/paid",
                "https://shop.example/paid?",
                "https://shop.example/paid?user_id=ID",
                "https://shop.example/paid?next=/../other",
            })
    void aFullUrlAllowsItselfWithAnyQuery(String target) {
        assertThat(isAllowed(registered("https://shop.example/paid"), target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "https://shop.example/?/paid",
                "https://shop.example/paid/",
                "https://shop.example/paid/more",
                "https://shop.example/paid;x",
                "https://shop.example/paid%20",
                "https://shop.example/%70aid",
                "https://shop.example/Paid",
                "https://shop.example/paid2",
                "https://shop.example/other/../paid",
                "https://shop.example/paid/..",
                "https://shop.example//paid",
                "https://shop.example:8443/paid",
                "http://shop.example/paid",
                "https://evil.com/paid",
            })
    void aFullUrlAllowsNoOtherPath(String target) {
        assertThat(isAllowed(registered("https://shop.example/paid"), target)).isFalse();
    }

    @Test
    void thePortIsPartOfTheOrigin() {
        RedirectUris local = registered("http://localhost:3000");

        assertThat(isAllowed(local, "http://localhost:3000/paid")).isTrue();
        assertThat(isAllowed(local, "http://localhost:3001/paid")).isFalse();
        assertThat(isAllowed(local, "http://localhost:30000/paid")).isFalse();
        assertThat(isAllowed(local, "http://localhost/paid")).isFalse();
        assertThat(isAllowed(local, "https://localhost:3000/paid")).isFalse();
    }

    @Test
    void whatAnyOneOfThemAllowsIsAllowed() {
        RedirectUris several = registered("https://a.example/paid", "https://b.example");

        assertThat(isAllowed(several, "https://a.example/paid?x")).isTrue();
        assertThat(isAllowed(several, "https://b.example/any")).isTrue();
        assertThat(isAllowed(several, "https://a.example/any")).isFalse();
    }

    @Test
    void thereAreOneToTwenty() {
        WebUri uri = WebUri.parse("https://shop.example").orElseThrow();

        assertThat(new RedirectUris(Collections.nCopies(RedirectUris.MAX_COUNT, uri)).registered())
                .hasSize(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUris(Collections.nCopies(RedirectUris.MAX_COUNT + 1, uri)))
                .withMessageContaining("redirect_uris");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUris(List.of()))
                .withMessageContaining("redirect_uris");
    }

    @Test
    void aRegisteredUriHasNoQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registered("https://shop.example/paid?a=b"))
                .withMessageContaining("query");
    }

    private static RedirectUris registered(String... uris) {
        return new RedirectUris(
                Stream.of(uris).map(uri -> WebUri.parse(uri).orElseThrow()).toList());
    }

    private static boolean isAllowed(RedirectUris uris, String target) {
        return WebUri.parse(target).filter(uris::allow).isPresent();
    }
}
