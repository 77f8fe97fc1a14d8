package io.farthing.domain.payment;

import static io.farthing.domain.payment.GatewaySamples.NOW;
import static io.farthing.domain.payment.GatewaySamples.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.text.Texts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingPaymentTest {

    @Test
    void howLongAPaymentHasWaitedIsCountedInPauses() {
        Payment payment = reserved(11, 300);
        Map<Integer, Duration> expected = Map.of(
                0, Duration.ZERO,
                1, Duration.ofSeconds(1),
                3, Duration.ofSeconds(1 + 2 + 4),
                10, Duration.ofSeconds(1023),
                12, Duration.ofSeconds(1023).plus(PendingPayment.LONGEST_PAUSE.multipliedBy(2)));
        expected.forEach((tries, waited) ->
                assertThat(new PendingPayment(payment, tries, NOW, "").waited()).isEqualTo(waited));
    }

    @Test
    void reasonsAreMadeFitToBeShown() {
        assertThat(new PendingPayment(reserved(11, 1), 0, NOW, "x".repeat(1000)).reason())
                .hasSize(PendingPayment.MAX_REASON_LENGTH);
        String longest = "x".repeat(PendingPayment.MAX_REASON_LENGTH);
        assertThat(new PendingPayment(reserved(11, 1), 0, NOW, longest).reason())
                .isEqualTo(longest);
        assertThat(new PendingPayment(reserved(11, 1), 0, NOW, "a\nb").reason()).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {253, 254, 255})
    void aReasonIsNeverCutWithinACharacter(int before) {
        String reason = new PendingPayment(reserved(11, 1), 0, NOW, "x".repeat(before) + "🪙🪙").reason();

        assertThat(Texts.isClean(reason)).isTrue();
        assertThat(reason).hasSizeBetween(PendingPayment.MAX_REASON_LENGTH - 1, PendingPayment.MAX_REASON_LENGTH);
    }
}
