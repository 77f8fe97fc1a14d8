package io.farthing.domain.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.activation.Activation.Answer;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

    private final Activation activation = new Activation(
            new ActivationId("0123456789abcdef0123456789abcdef"),
            new AppId("shop"),
            new UserOpenId("ann"),
            WebUri.parse("https://shop.example/paid?user_id=ID").orElseThrow(),
            Answer.NONE,
            END);

    @Test
    void anActivationIsOpenUntilItsTimeIsOver() {
        assertThat(activation.isOpen(END.minusNanos(1))).isTrue();
        assertThat(activation.isOpen(END)).isFalse();
        assertThat(activation.isOpen(END.plusNanos(1))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anAnsweredActivationIsNoLongerOpen(Answer answer) {
        Activation answered = activation.answered(answer);

        assertThat(answered.isOpen(END.minusNanos(1))).isFalse();
        assertThat(answered.answer()).isEqualTo(answer);
        assertThat(answered.answered(Answer.NONE)).isEqualTo(activation);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theSameCanBeSaidAgainInTimeAndNothingElse(Answer answer) {
        Answer other = answer == Answer.APPROVED ? Answer.REFUSED : Answer.APPROVED;
        Activation answered = activation.answered(answer);

        assertThat(activation.takes(answer, END.minusNanos(1))).isTrue();
        assertThat(activation.takes(answer, END)).isFalse();
        assertThat(answered.takes(answer, END.minusNanos(1))).isTrue();
        assertThat(answered.takes(answer, END)).isFalse();
        assertThat(answered.takes(other, END.minusNanos(1))).isFalse();
    }
}
