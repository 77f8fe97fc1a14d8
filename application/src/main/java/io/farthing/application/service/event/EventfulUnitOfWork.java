package io.farthing.application.service.event;

import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.event.ListenerName;
import java.util.List;
import java.util.function.Function;

/**
 * Units of work that put an event into the outbox for whatever they change, last of all: by then they hold the locks of
 * what they changed, so that the events of one authorization are numbered in the order of their commits.
 *
 * <p>Thread-safe.
 */
public final class EventfulUnitOfWork implements UnitOfWork {

    private final UnitOfWork unitOfWork;
    private final List<ListenerName> listeners;
    private final Runnable afterEvents;

    /**
     * Units of work on {@code unitOfWork}.
     *
     * @param listeners who is to be told, at least one
     * @param afterEvents called after each commit that brought events; quick, and never throws
     */
    public EventfulUnitOfWork(UnitOfWork unitOfWork, List<ListenerName> listeners, Runnable afterEvents) {
        this.unitOfWork = unitOfWork;
        this.listeners = List.copyOf(listeners);
        this.afterEvents = afterEvents;
    }

    @Override
    public <T> T write(Function<Stores, T> work) {
        Written<T> written = unitOfWork.write(stores -> {
            EventfulStores eventful = new EventfulStores(stores);
            T result = work.apply(eventful);
            boolean hasEvents = !eventful.noticed().isEmpty();
            if (hasEvents) {
                stores.events().add(listeners, eventful.noticed());
            }
            return new Written<>(result, hasEvents);
        });
        if (written.hasEvents()) {
            afterEvents.run();
        }
        return written.result();
    }

    @Override
    public <T> T read(Function<Stores, T> work) {
        return unitOfWork.read(work);
    }

    /** What a unit of work yields, and whether it brought events. */
    private record Written<T>(T result, boolean hasEvents) {}
}
