package io.farthing.dotwallet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.text.Texts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
    @Test
    void aShortTextIsQuotedAsItIs() {
        assertThat(Excerpt.of("M-1 ü😀")).isEqualTo("\"M-1 ü😀\"");
    }

    @Test
    void aLongTextIsShortened() {
        assertThat(Excerpt.of("x".repeat(40))).isEqualTo("\"" + "x".repeat(40) + "\"");
        assertThat(Excerpt.of("x".repeat(41))).isEqualTo("\"" + "x".repeat(40) + "…\"");
    }

    @Test
    void whatCouldForgeALineOrHasNoUtf8FormBecomesAQuestionMark() {
        assertThat(Excerpt.of("a\r\nb\u0000\u0085\ud800c\udc00")).isEqualTo("\"a??b???c?\"");
    }

    @Test
    void aPairThatTheEndCutsInTwoIsNotLeftAsAHalf() {
        assertThat(Excerpt.of("x".repeat(39) + "😀")).isEqualTo("\"" + "x".repeat(39) + "?…\"");
    }

    @Property
    void itIsCleanAndShortWhateverItQuotes(@ForAll String text) {
        String excerpt = Excerpt.of(text);

        assertThat(Texts.isClean(excerpt)).isTrue();
        assertThat(excerpt).hasSizeLessThanOrEqualTo(Excerpt.MAX_LENGTH + 3);
    }
}
