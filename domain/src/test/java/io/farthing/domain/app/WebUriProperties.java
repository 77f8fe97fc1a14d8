package io.farthing.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class WebUriProperties {

    // Pieces that make up good URIs and bad ones, in any order.
    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> scheme =
                mostly(Arbitraries.of("https://", "http://"), "HTTP://", "https:/", "https:", "//", "");
        Arbitrary<String> host = mostly(
                Arbitraries.of("shop.example", "evil.com", "127.0.0.1", "[::1]", "[2001:db8::7]", "a"),
                "1",
                "0x7f",
                "Shop",
                "é",
                ".",
                "-");
        Arbitrary<String> glue = mostly(
                Arbitraries.of("", "", ":8443", ".", "/"),
                ":80",
                ":443",
                ":",
                ":0",
                "@",
                "\\",
                "?",
                "#",
                "%2e",
                "%40",
                " ",
                "\t",
                ";");
        Arbitrary<String> tail = mostly(
                Arbitraries.of("", "/", "/a", "?a=b", "?a={b}", "/商", "/a|b"),
                "//",
                "/..",
                "/a%2fb",
                "#a",
                "@evil.com",
                "\\evil.com");
        Arbitrary<String> hosts = Combinators.combine(host, glue)
                .as(String::concat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(list -> String.join("", list));
        return Combinators.combine(scheme, hosts, tail).as((a, b, c) -> a + b + c);
    }

    private static Arbitrary<String> mostly(Arbitrary<String> good, String... bad) {
        return Arbitraries.frequencyOf(Tuple.of(4, good), Tuple.of(1, Arbitraries.of(bad)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void javasOwnReaderFindsTheSameHost(@ForAll("pieces") String text) throws URISyntaxException {
        Optional<WebUri> parsed = WebUri.parse(text);
        Statistics.collect(parsed.isPresent() ? "read" : "refused");
        if (parsed.isPresent()) {
            WebUri uri = parsed.get();
            int hostEnd = uri.origin().length();
            // Behind the host, Java's reader wants letters encoded that browsers let pass.
            URI other = new URI(uri.origin() + text.substring(hostEnd).replaceAll("[{}|\\[\\]]", "_"));
            assertThat(uri).hasToString(text);
            assertThat(other.getHost()).isNotNull();
            assertThat(other.getUserInfo()).isNull();
            assertThat(other.getScheme() + "://" + other.getHost() + (other.getPort() < 0 ? "" : ":" + other.getPort()))
                    .isEqualTo(uri.origin());
        }
        Statistics.coverage(coverage -> {
            coverage.check("read").count(n -> n > 50);
            coverage.check("refused").count(n -> n > 50);
        });
    }

    @Property(tries = 500)
    void readingAnyTextNeverThrows(@ForAll String text) {
        assertThat(WebUri.parse(text)).isEmpty();
        WebUri.parse("https://" + text).ifPresent(uri -> assertThat(uri).hasToString("https://" + text));
        WebUri.parse("https://shop.example/" + text)
                .ifPresent(uri -> assertThat(uri.origin()).isEqualTo("https://shop.example"));
    }
}
