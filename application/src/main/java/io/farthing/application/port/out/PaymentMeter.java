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

    /**
     * An order was answered.
     *
     * @param latency how long after it arrived
     */
    void answered(Outcome outcome, Duration latency);

    /**
     * The engine is done with a batch: it was committed, or what could not be was given up.
     *
     * @param orders how many orders it had, findings of an outside wallet included
     * @param took how long it was at the storage, all tries included
     */
    void committed(int orders, Duration took);
}
