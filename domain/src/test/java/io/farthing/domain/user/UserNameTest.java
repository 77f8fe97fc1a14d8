package io.farthing.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @Provide
    Arbitrary<UserName> names() {
        return DomainArbitraries.userNames();
    }

    @Property
    void aNameIsReadBackAndItsKeyIgnoresCase(@ForAll("names") UserName name) {
        assertThat(UserName.parse("  " + name + "\n")).contains(name);
        assertThat(UserName.parse(name.value().toUpperCase(Locale.ROOT)).map(UserName::key))
                .satisfiesAnyOf(
                        key -> assertThat(key).contains(name.key()),
                        key -> assertThat(key)
                                .as("a name that grows too long in upper case")
                                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, ann",
        "ANN, aNn",
        "Straße, STRASSE",
        "ａｎｎ, ann",
        "Ünal, ÜNAL",
        "Ünal, U\u0308nal",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "ﬁn, FIN"
    })
    void namesThatOnlyDifferInCaseOrWidthShareAKey(String one, String other) {
        assertThat(UserName.parse(one).orElseThrow().key())
                .isEqualTo(UserName.parse(other).orElseThrow().key());
    }

    @ParameterizedTest
    @CsvSource({"ann, anna", "ann, an n", "Unal, Ünal", "小明, 小朋"})
    void otherNamesHaveOtherKeys(String one, String other) {
        assertThat(UserName.parse(one).orElseThrow().key())
                .isNotEqualTo(UserName.parse(other).orElseThrow().key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "\ud83d"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(UserName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "Ann Lee",
                "小 明",
                "שלום עולם",
                "علي",
                "नमस्ते",
                "O’Neill",
                "\ud83e\udd14",
                "a\u3000b",
                "\uac00"
            })
    void whatCanBeSeenIsVisible(String text) {
        assertThat(UserName.parse(text).orElseThrow().isVisible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b\u200d",
                "ada\u200b",
                "a\u00adda",
                "\u202eada",
                "\u2066ada\u2069",
                "ada\ufeff",
                "ada\u034f",
                "\u3164",
                "\uffa0",
                "ada\ufe0f",
                "\u2800",
                "ada\u00a0",
                "ada\u202fb",
                "ada  b",
                "ada \u3000b",
                "a\u2028b",
                "a\u2029b",
                "ada\udb40\udc41",
                "ada\udb40\udd00"
            })
    void whatCouldPassForAnotherNameIsNotVisibleAndCanStillBeRead(String text) {
        assertThat(UserName.parse(text).orElseThrow().isVisible()).isFalse();
    }

    @Test
    void aNameIsInNormalFormCAndAtMost64Long() {
        assertThat(UserName.parse("U\u0308nal")).contains(new UserName("\u00dcnal"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName("U\u0308nal"));
        assertThat(UserName.parse("x".repeat(64))).isPresent();
        assertThat(UserName.parse("x".repeat(65))).isEmpty();
    }

    // In the order in which these marks belong, each of the second kind comes before all of the first.
    @Test
    @Timeout(10)
    void whatIsFarTooLongIsRefusedAtOnce() {
        assertThat(UserName.parse("a" + "\u0301".repeat(100_000) + "\u0323".repeat(100_000)))
                .isEmpty();
    }
}
