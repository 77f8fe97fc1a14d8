package io.farthing.application.platform;

import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.PaymentMeterContract;

/** The tally does what every meter does. */
final class PaymentTallyTest implements PaymentMeterContract {

    private final PaymentTally tally = new PaymentTally();

    @Override
    public PaymentMeter meter() {
        return tally;
    }

    @Override
    public long counted(Outcome outcome) {
        return tally.answered(outcome);
    }

    @Override
    public long countedBatches() {
        return tally.batches();
    }
}
