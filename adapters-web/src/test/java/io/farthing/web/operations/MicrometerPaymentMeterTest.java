package io.farthing.web.operations;

import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.PaymentMeterContract;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;

class MicrometerPaymentMeterTest implements PaymentMeterContract {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerPaymentMeter meter = new MicrometerPaymentMeter(registry);

    @Override
    public PaymentMeter meter() {
        return meter;
    }

    @Override
    public long counted(Outcome outcome) {
        return (long) registry.get("farthing.payments")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    @Override
    public long countedBatches() {
        return registry.get("farthing.batch.orders").summary().count();
    }
}
