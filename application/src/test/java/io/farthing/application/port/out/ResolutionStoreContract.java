package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Resolution;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ResolutionStore} does. */
public interface ResolutionStoreContract extends StorageContract {

    @Test
    default void resolution1_whatWasDecidedIsKept() {
        for (Resolution.Outcome outcome : Resolution.Outcome.values()) {
            Resolution resolution = resolution(1 + outcome.ordinal(), outcome, "说 " + "x".repeat(500));
            write(stores -> stores.resolutions().add(resolution));
            assertThat(find(resolution.payment())).contains(resolution);
        }
        assertThat(find(new PaymentId(99))).isEmpty();
    }

    @Test
    default void resolution2_aPaymentIsResolvedOnce() {
        write(stores -> stores.resolutions().add(resolution(1, Resolution.Outcome.FAILED, "they said so")));

        assertThatThrownBy(() ->
                        write(stores -> stores.resolutions().add(resolution(1, Resolution.Outcome.SETTLED, "or not"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Resolution resolution(long payment, Resolution.Outcome outcome, String reason) {
        return new Resolution(new PaymentId(payment), outcome, reason, Samples.NOW);
    }

    private Optional<Resolution> find(PaymentId payment) {
        return unitOfWork().read(stores -> stores.resolutions().find(payment));
    }
}
