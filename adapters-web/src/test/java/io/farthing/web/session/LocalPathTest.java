package io.farthing.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/wallet",
                "/wallet?before=7",
                "/wallet/activate?app_id=a&redirect_uri=https://shop.example/back?user_id=7",
                "/wallet/share?redirect_uri=https%3A%2F%2Fshop.example%2F%3Fa%3D%252F"
            })
    void pathOnThisServerIsRead(String text) {
        assertThat(LocalPath.parse(text)).map(LocalPath::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wallet",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/a//b",
                "/./wallet",
                "/../wallet",
                "/..",
                "/a/..?b",
                "/%2f/evil.example",
                "/%5Cevil.example",
                "/%2e%2e/wallet",
                "/wallet#part",
                "/wallet?a#part",
                "/a b",
                "/a\tb",
                "/a\nb",
                "/a\u0000b",
                "/钱",
                "https://evil.example/",
                "javascript:alert(1)",
                "data:text/html,x"
            })
    void whateverCouldLeadElsewhereIsRefused(String text) {
        assertThat(LocalPath.parse(text)).isEmpty();
        assertThatThrownBy(() -> new LocalPath(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overlongPathIsRefused() {
        String longest = "/" + "a".repeat(LocalPath.MAX_LENGTH - 1);

        assertThat(LocalPath.parse(longest)).isPresent();
        assertThat(LocalPath.parse(longest + "a")).isEmpty();
    }

    @Test
    void argumentThatWouldMakeThePathTooLongIsLeftOut() {
        String longest = "/" + "?".repeat(LocalPath.MAX_LENGTH - 1);

        assertThat(LocalPath.of("/log-in", "next", longest).value()).isEqualTo("/log-in");
        assertThat(LocalPath.of("/language", "to", "en").and("next", longest).value())
                .isEqualTo("/language?to=en");
    }

    @Property
    void argumentsSurviveTheWayThroughAQuery(@ForAll String text) {
        LocalPath path = LocalPath.of("/log-in", "next", text);

        assertThat(LocalPath.parse(path.value())).contains(path);
    }
}
