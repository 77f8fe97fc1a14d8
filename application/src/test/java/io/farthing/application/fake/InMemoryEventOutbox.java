package io.farthing.application.fake;

import io.farthing.application.port.out.EventOutbox;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Events that wait, in memory. */
final class InMemoryEventOutbox implements EventOutbox {

    private final InMemoryState state;
    private final AtomicLong lastId;

    InMemoryEventOutbox(InMemoryState state, AtomicLong lastId) {
        this.state = state;
        this.lastId = lastId;
    }

    @Override
    public void add(Collection<ListenerName> listeners, List<PlatformEvent> events) {
        for (PlatformEvent event : events) {
            for (ListenerName listener : listeners) {
                state.outbox.computeIfAbsent(listener, name -> new TreeMap<>()).put(lastId.incrementAndGet(), event);
            }
        }
    }

    @Override
    public List<Entry> next(ListenerName listener, int limit) {
        return state.outbox.getOrDefault(listener, Collections.emptySortedMap()).entrySet().stream()
                .limit(limit)
                .map(entry -> new Entry(new EventNumber(entry.getKey()), entry.getValue()))
                .toList();
    }

    @Override
    public void remove(ListenerName listener, Collection<EventNumber> numbers) {
        if (state.outbox.containsKey(listener)) {
            numbers.forEach(number -> state.outbox.get(listener).remove(number.value()));
        }
    }

    @Override
    public long waiting(ListenerName listener) {
        return state.outbox.getOrDefault(listener, Collections.emptySortedMap()).size();
    }
}
