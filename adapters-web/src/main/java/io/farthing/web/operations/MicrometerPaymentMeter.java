package io.farthing.web.operations;

import io.farthing.application.port.out.PaymentMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts and times payments in a Micrometer registry. Thread-safe; every meter exists from the start. */
@Singleton
public final class MicrometerPaymentMeter implements PaymentMeter {
    private final Map<Outcome, Counter> payments = new EnumMap<>(Outcome.class);
    private final Timer latency;
    private final DistributionSummary batchOrders;
    private final Timer commits;

    /** Meters in {@code registry}. */
    @Inject
    public MicrometerPaymentMeter(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            payments.put(
                    outcome,
                    Counter.builder("farthing.payments")
                            .description("Orders that were answered, by what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        latency = Timer.builder("farthing.payment.latency")
                .description("From the arrival of an order to its answer")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(500_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        batchOrders = DistributionSummary.builder("farthing.batch.orders")
                .description("Orders, and findings of an outside wallet, that were decided together")
                .publishPercentileHistogram()
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(10_000.0)
                .register(registry);
        commits = Timer.builder("farthing.commit.duration")
                .description("How long a batch was at the database, until it was committed or given up")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(500_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    @Override
    public void answered(Outcome outcome, Duration took) {
        Counter counter = payments.get(outcome);
        if (counter != null) {
            counter.increment();
        }
        latency.record(took);
    }

    @Override
    public void committed(int orders, Duration took) {
        batchOrders.record(orders);
        commits.record(took);
    }
}
