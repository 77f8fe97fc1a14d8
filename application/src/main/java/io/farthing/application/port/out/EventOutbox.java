package io.farthing.application.port.out;

import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import java.util.Collection;
import java.util.List;

/**
 * Events that wait to be told, each once for every listener that is to be told. Part of a unit of work: an event that is
 * added is there if, and only if, what it tells about was committed.
 */
public interface EventOutbox {

    /**
     * An event that waits.
     *
     * @param number its number
     * @param event what has happened
     */
    record Entry(EventNumber number, PlatformEvent event) {}

    /**
     * Adds events at the end of what waits for each of the listeners. Numbers grow in the order of {@code events}.
     * When two units of work add events one after the other, the later one's numbers are the greater ones: also when
     * nothing waits any more, and when the storage was opened again in between. For two at the same time nothing is
     * promised.
     */
    void add(Collection<ListenerName> listeners, List<PlatformEvent> events);

    /**
     * What waits for a listener, beginning with the lowest number, and not beyond one that cannot be read.
     *
     * @param limit how many at most, positive
     * @throws StorageFailure when not even the first one can be read
     */
    List<Entry> next(ListenerName listener, int limit);

    /** Removes events of a listener that was told. Idempotent. */
    void remove(ListenerName listener, Collection<EventNumber> numbers);

    /** How many events wait for a listener. */
    long waiting(ListenerName listener);
}
