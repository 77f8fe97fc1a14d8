package io.farthing.application.service.event;

import java.time.Duration;

/**
 * How long things are waited for while listeners are told.
 *
 * @param poll how long until the outbox is looked at although nobody said that there is something
 * @param linger how long events that were told stay in the outbox, so that many are removed by one commit: without a
 *     pause, every commit of payments would be followed by one of these
 * @param firstRetry how long a listener that failed is left alone for the first time; doubled each time
 * @param longestRetry how long it is left alone at most
 * @param turn how long nobody else tells a listener whose teller has not been heard of; by the platform's clock
 * @param hang how long a listener may take for one event before that is complained of
 * @param warning how long it takes until the log warns again that a listener does not get on; by the platform's clock
 * @param close how long listeners that are at work are waited for when the platform closes, all together
 */
record Patience(
        Duration poll,
        Duration linger,
        Duration firstRetry,
        Duration longestRetry,
        Duration turn,
        Duration hang,
        Duration warning,
        Duration close) {

    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10));
}
