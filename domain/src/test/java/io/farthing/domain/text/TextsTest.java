package io.farthing.domain.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final int MAX = 40;

    @Provide
    Arbitrary<String> labels() {
        return DomainArbitraries.labels(MAX);
    }

    @Property
    void aLabelIsKeptAndSurvivesUtf8(@ForAll("labels") String label) {
        assertThat(Texts.requireLabel("name", label, MAX)).isEqualTo(label);
        assertThat(new String(label.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(label);
    }

    @Property
    void whatSurvivesUtf8AndHasNoControlCharactersIsClean(@ForAll String text) {
        boolean survives = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);

        assertThat(Texts.isClean(text)).isEqualTo(survives && text.chars().noneMatch(Character::isISOControl));
    }

    @Property
    void anInsertedControlCharacterIsFoundAnywhere(@ForAll("labels") String label) {
        for (char control : new char[] {0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9f}) {
            assertThat(Texts.isClean(control + label)).isFalse();
            assertThat(Texts.isClean(label + control)).isFalse();
            assertThat(Texts.isLabel("a" + control + label, MAX + 2)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "a\ud83d",
                "\ud83da",
                "\ud83d\ud83d\ude00",
                "\ud83d\ude00\ude00"
            })
    void halfACharacterIsNotClean(String text) {
        assertThat(Texts.isClean(text)).isFalse();
        assertThat(Texts.isLabel(text, MAX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", " a", "a ", "\u3000a", "a\u3000", "a\u2003", "\u2028a", "\ta", "a\n"})
    void nothingAndBlanksAroundAreNoLabel(String text) {
        assertThat(Texts.isLabel(text, MAX)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.requireLabel("item_name", text, MAX))
                .withMessageContaining("item_name")
                .withMessageContaining("40");
    }

    @Test
    void aLengthCountsUtf16Units() {
        assertThat(Texts.isLabel("x".repeat(MAX), MAX)).isTrue();
        assertThat(Texts.isLabel("x".repeat(MAX + 1), MAX)).isFalse();
        assertThat(Texts.isLabel("\ud83d\ude00".repeat(MAX / 2), MAX)).isTrue();
        assertThat(Texts.isLabel("x" + "\ud83d\ude00".repeat(MAX / 2), MAX)).isFalse();
    }

    @Test
    void blanksInTheMiddleAreKept() {
        assertThat(Texts.isLabel("ein Apfel  und 一個蘋果", MAX)).isTrue();
    }
}
