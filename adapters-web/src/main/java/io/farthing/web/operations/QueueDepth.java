package io.farthing.web.operations;

/** How many orders are waiting for the payment engine; bound by whoever runs the engine. */
@FunctionalInterface
public interface QueueDepth {
    /** How many wait to be committed now, those that are being committed included. Thread-safe and quick. */
    int waitingOrders();
}
