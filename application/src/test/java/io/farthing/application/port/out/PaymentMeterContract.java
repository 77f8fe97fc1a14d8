package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.out.PaymentMeter.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link PaymentMeter} does. */
public interface PaymentMeterContract {

    /** The meter under test, which has counted nothing yet. */
    PaymentMeter meter();

    /** How many orders ended like this, as the meter shows it. */
    long counted(Outcome outcome);

    /** How many batches were committed, as the meter shows it. */
    long countedBatches();

    /** Each outcome is counted for itself. */
    @Test
    default void meter1_outcomesAreCountedOneByOne() {
        meter().answered(Outcome.SETTLED, Duration.ofMillis(3));
        meter().answered(Outcome.SETTLED, Duration.ofMillis(4));
        meter().answered(Outcome.DECLINED, Duration.ofMillis(5));

        assertThat(counted(Outcome.SETTLED)).isEqualTo(2);
        assertThat(counted(Outcome.DECLINED)).isEqualTo(1);
        assertThat(counted(Outcome.NOT_RECORDED)).isZero();
        assertThat(counted(Outcome.UNDETERMINED)).isZero();
    }

    /** A batch is counted once, whatever its size. */
    @Test
    default void meter2_batchesAreCounted() {
        meter().committed(1, Duration.ofMillis(3));
        meter().committed(500, Duration.ofMillis(3));

        assertThat(countedBatches()).isEqualTo(2);
    }

    /** Strange amounts of time do not make it fail: it is called on the payment path. */
    @Test
    default void meter3_strangeTimesDoNotMakeItFail() {
        meter().answered(Outcome.SETTLED, Duration.ZERO);
        meter().answered(Outcome.SETTLED, Duration.ofNanos(-1));
        meter().answered(Outcome.SETTLED, Duration.ofDays(400));
        meter().committed(1, Duration.ofNanos(-1));

        assertThat(counted(Outcome.SETTLED)).isEqualTo(3);
        assertThat(countedBatches()).isEqualTo(1);
    }

    /** Nothing that is counted at the same time gets lost. */
    @Test
    default void meter4_concurrentCallsAreAllCounted() {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(CompletableFuture.runAsync(() -> {
                for (int k = 0; k < 1000; k++) {
                    meter().answered(Outcome.SETTLED, Duration.ofMillis(1));
                }
            }));
        }
        callers.forEach(CompletableFuture::join);

        assertThat(counted(Outcome.SETTLED)).isEqualTo(8000);
    }
}
