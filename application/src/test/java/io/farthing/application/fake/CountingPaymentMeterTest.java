package io.farthing.application.fake;

import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.PaymentMeterContract;

class CountingPaymentMeterTest implements PaymentMeterContract {
    private final CountingPaymentMeter meter = new CountingPaymentMeter();

    @Override
    public PaymentMeter meter() {
        return meter;
    }

    @Override
    public long counted(Outcome outcome) {
        return meter.outcomes().getOrDefault(outcome, 0);
    }

    @Override
    public long countedBatches() {
        return meter.batches().size();
    }
}
