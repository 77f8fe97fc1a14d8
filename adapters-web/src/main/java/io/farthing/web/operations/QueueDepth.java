package io.farthing.web.operations;

/** How many orders are waiting for the payment engine; bound by whoever runs the engine. */
@FunctionalInterface
public interface QueueDepth {
    /** The number of orders that are waiting now. Thread-safe and quick. */
    int waitingOrders();
}
