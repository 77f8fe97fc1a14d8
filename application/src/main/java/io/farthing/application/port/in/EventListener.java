package io.farthing.application.port.in;

import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Is told what has happened, after it is on disk. Implemented by the host of a platform.
 *
 * <p>Events about the same user and app, and so about one authorization, come in the order in which they happened; others
 * in any order. What changes no authorization, an order that was declined or a payment whose outcome became unknown, can
 * come before or after whatever happened in the same moment. Each comes at least once, whatever happens to the process:
 * one that was being told when the process ended comes again, with the same number. A repeat can come late, after events
 * that followed it.
 *
 * <p>Called by one thread at a time, which is this listener's own: payments don't wait for it, nor do other listeners. As
 * long as it doesn't return, nothing else is told to it.
 */
@FunctionalInterface
public interface EventListener {

    /**
     * Takes an event. Returning means that it was taken, and will not be told again. Throwing anything means that it
     * was not: it is told again after a while, longer each time, and whatever follows waits.
     *
     * @throws Exception when the event could not be taken
     */
    void on(EventNumber number, PlatformEvent event) throws Exception;

    /**
     * How far a listener has come.
     *
     * @param name which one
     * @param waiting how many events wait for it
     * @param since when the oldest of them happened; nothing when none waits
     * @param trouble what keeps it from taking the next one, in a few words for the operator; nothing when all is well
     */
    record Progress(ListenerName name, long waiting, Optional<Instant> since, Optional<String> trouble) {}
}
