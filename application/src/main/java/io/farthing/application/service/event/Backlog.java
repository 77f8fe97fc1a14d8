package io.farthing.application.service.event;

import io.farthing.application.port.out.EventOutbox;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.event.ListenerName;
import java.time.Instant;
import java.util.Optional;

/**
 * What waits for a listener.
 *
 * @param waiting how many events
 * @param since when the first of them happened; nothing when none waits
 */
record Backlog(long waiting, Optional<Instant> since) {

    /** What waits at this moment. */
    static Backlog of(ListenerName listener, UnitOfWork unitOfWork) {
        return unitOfWork.read(stores -> {
            EventOutbox events = stores.events();
            Optional<Instant> since = events.next(listener, 1).stream()
                    .findFirst()
                    .map(first -> first.event().occasion().at());
            return new Backlog(events.waiting(listener), since);
        });
    }

    @Override
    public String toString() {
        return "events that wait for it: " + waiting
                + since.map(first -> ", the first since " + first).orElse("");
    }
}
