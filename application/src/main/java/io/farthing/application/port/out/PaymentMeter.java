package io.farthing.application.port.out;

import java.time.Duration;

/**
 * Counts and times what the payment engine does. Thread-safe, quick, and never throws: it is called on the payment path.
 */
public interface PaymentMeter {

    /** How an order ended, as far as counting goes. */
    enum Outcome {
        /** The recipients have the money. */
        SETTLED,
        /** A control was breached. */
        DECLINED,
        /** It could not be recorded; nothing was taken. */
        NOT_RECORDED,
        /** Whether it was recorded is not known, or whether an outside wallet has paid it. */
        UNDETERMINED
    }

    /** An order was answered, so long after it arrived. */
    void answered(Outcome outcome, Duration latency);

    /** A batch of so many orders was committed in so much time. */
    void committed(int orders, Duration took);
}
