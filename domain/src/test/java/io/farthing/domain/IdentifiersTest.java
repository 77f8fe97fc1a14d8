package io.farthing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.TransactionId;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.user.UserOpenId;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @Provide
    Arbitrary<AppId> appIds() {
        return DomainArbitraries.appIds();
    }

    @Property
    void anAppIdIsReadWithoutRegardToCaseAndBlanksAround(@ForAll("appIds") AppId id) {
        assertThat(AppId.parse(id.value())).contains(id);
        assertThat(AppId.parse(" \t" + id.value().toUpperCase(Locale.ROOT) + "\r\n"))
                .contains(id);
        assertThat(id).hasToString(id.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a\u0000", "ä", "商", "a.b", "a/b", "a%", "İ"})
    void whatIsNoAppIdIsRefused(String text) {
        assertThat(AppId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId(text)).withMessageContaining("app_id");
    }

    @Test
    void anAppIdIsAtMost64LettersLongAndLowerCase() {
        assertThat(AppId.parse("a".repeat(64))).isPresent();
        assertThat(AppId.parse("a".repeat(65))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId("a".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId("A"));
    }

    @Test
    void anOpenIdIsReadWithoutBlanksAround() {
        assertThat(UserOpenId.parse(" 商店\n")).contains(new UserOpenId("商店"));
        assertThat(UserOpenId.parse("Ann")).isNotEqualTo(UserOpenId.parse("ann"));
        assertThat(UserOpenId.parse("x".repeat(128))).isPresent();
        assertThat(UserOpenId.parse("x".repeat(129))).isEmpty();
        assertThat(UserOpenId.parse(" ")).isEmpty();
        assertThat(UserOpenId.parse("a\u0000b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void theNumbersOfPaymentsAndAuthorizationsArePositive(long number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentId(number));
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthorizationId(number));
        assertThat(new PaymentId(1)).hasToString("1").isLessThan(new PaymentId(Long.MAX_VALUE));
        assertThat(new PaymentId(Long.MAX_VALUE)).hasToString("9223372036854775807");
        assertThat(new AuthorizationId(Long.MAX_VALUE)).hasToString("9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "+1", "-1", " 1", "1\n", "1a", "١", "9999999999999999999"})
    void theNumbersOfPaymentsAndAuthorizationsAreReadAsTheyAreWritten(String wrong) {
        assertThat(PaymentId.parse("4711")).contains(new PaymentId(4711));
        assertThat(PaymentId.parse("9".repeat(18))).contains(new PaymentId(999_999_999_999_999_999L));
        assertThat(PaymentId.parse(wrong)).isEmpty();
        assertThat(AuthorizationId.parse("4711")).contains(new AuthorizationId(4711));
        assertThat(AuthorizationId.parse("9".repeat(18))).contains(new AuthorizationId(999_999_999_999_999_999L));
        assertThat(AuthorizationId.parse(wrong)).isEmpty();
    }

    @Test
    void hexIdentifiersHaveTheirLengthAndAreLowerCase() {
        String hex64 = "0123456789abcdef".repeat(4);

        assertThat(new TransactionId(hex64)).hasToString(hex64);
        assertThat(new SecretDigest(hex64).hex()).isEqualTo(hex64);
        assertThat(new ActivationId(hex64.substring(32))).hasToString(hex64.substring(32));
        assertThat(ActivationId.parse(hex64.substring(32))).isPresent();
        for (String wrong :
                new String[] {"", hex64.substring(1), hex64 + "0", hex64 + "\n", "G" + hex64.substring(1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TransactionId(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new SecretDigest(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new ActivationId(wrong));
            assertThat(ActivationId.parse(wrong)).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new TransactionId(hex64.toUpperCase(Locale.ROOT)));
    }
}
