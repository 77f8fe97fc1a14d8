package io.farthing.application.fake;

import io.farthing.application.port.out.PaymentMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was told. Thread-safe. */
public final class CountingPaymentMeter implements PaymentMeter {

    private final List<Outcome> answered = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    @Override
    public void answered(Outcome outcome, Duration latency) {
        answered.add(outcome);
    }

    @Override
    public void committed(int orders, Duration took) {
        batches.add(orders);
    }

    /** How many orders ended in which way; an outcome that did not occur is not in it. */
    public Map<Outcome, Integer> outcomes() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        answered.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return counts;
    }

    /** The sizes of the batches, in the order in which they were committed. */
    public List<Integer> batches() {
        return List.copyOf(batches);
    }
}
