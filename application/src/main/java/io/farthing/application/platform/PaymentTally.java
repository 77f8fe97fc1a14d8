package io.farthing.application.platform;

import io.farthing.application.port.out.PaymentMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts payments in memory, for a host without a metrics registry. Thread-safe. */
public final class PaymentTally implements PaymentMeter {

    private final Map<Outcome, LongAdder> answers = new EnumMap<>(Outcome.class);
    private final LongAdder batches = new LongAdder();

    /** A tally of nothing. */
    public PaymentTally() {
        for (Outcome outcome : Outcome.values()) {
            answers.put(outcome, new LongAdder());
        }
    }

    @Override
    public void answered(Outcome outcome, Duration latency) {
        adder(outcome).increment();
    }

    @Override
    public void committed(int orders, Duration took) {
        batches.increment();
    }

    /** How many orders ended like this. */
    public long answered(Outcome outcome) {
        return adder(outcome).sum();
    }

    /** How many batches the engine is done with. */
    public long batches() {
        return batches.sum();
    }

    private LongAdder adder(Outcome outcome) {
        LongAdder adder = answers.get(outcome);
        if (adder == null) {
            throw new IllegalStateException("nobody counts " + outcome);
        }
        return adder;
    }
}
