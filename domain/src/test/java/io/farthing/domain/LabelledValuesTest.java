package io.farthing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every value holds that is a clean text of a limited length. */
class LabelledValuesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                value("merchant_order_sn", 128, text -> new MerchantOrderNumber(text).value()),
                value("item_name", 256, text -> new ItemName(text).value()),
                value("user_open_id", 128, text -> new UserOpenId(text).value()),
                value("name", 64, text -> new UserName(text).value()),
                value("name", AppProfile.MAX_NAME_LENGTH, text -> profile(text).name()),
                value("reference", 128, text -> new FundingReference(text).value()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theLongestTextIsKeptAndNoLongerOne(String field, int maxLength, Function<String, String> value) {
        String longest = "x".repeat(maxLength);
        String longestOfPairs = "\ud83d\ude00".repeat(maxLength / 2);

        assertThat(value.apply("x")).isEqualTo("x");
        assertThat(value.apply("商店 号")).isEqualTo("商店 号");
        assertThat(value.apply(longest)).isEqualTo(longest);
        assertThat(value.apply(longestOfPairs)).isEqualTo(longestOfPairs);
        assertRefused(field, value, longest + "x");
        assertRefused(field, value, longestOfPairs + "x");
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatCannotBeShownOrStoredIsRefused(String field, int maxLength, Function<String, String> value) {
        for (String text :
                List.of("", " ", " x", "x ", "\u3000x", "a\u0000b", "a\nb", "a\tb", "a\u007fb", "a\u0085b")) {
            assertRefused(field, value, text);
        }
        for (String text : List.of("\ud83d", "a\ude00", "\ude00\ud83d", "\ud83dx")) {
            assertRefused(field, value, text);
        }
    }

    private static void assertRefused(String field, Function<String, String> value, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> value.apply(text)).withMessageStartingWith(field);
    }

    private static AppProfile profile(String name) {
        RedirectUris uris =
                new RedirectUris(List.of(WebUri.parse("https://shop.example").orElseThrow()));
        return new AppProfile(name, Optional.empty(), uris, Optional.empty(), Optional.empty());
    }

    private static Arguments value(String field, int maxLength, Function<String, String> value) {
        return Arguments.of(field, maxLength, Named.of("its constructor", value));
    }
}
