package io.farthing.application.service.event;

import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.event.ListenerName;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what waits for them in the outbox, each on a thread of its own. In memory it keeps no more than a page
 * of events for each of them, however many wait. Thread-safe.
 */
public final class EventDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    // How often in a turn it is made longer while a listener is at work, which has at least half of a turn at its
    // beginning.
    private static final int TURNS_KEPT = 5;

    private final UnitOfWork unitOfWork;
    private final Patience patience;
    private final List<Teller> tellers;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "event-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A delivery that has not begun yet.
     *
     * @param unitOfWork the storage itself, not one that notices events
     * @param listeners by their names, in the order in which they are shown
     * @param clock by which platforms on one storage take turns
     */
    public EventDelivery(UnitOfWork unitOfWork, Map<ListenerName, EventListener> listeners, InstantSource clock) {
        this(unitOfWork, listeners, clock, Patience.DEFAULT);
    }

    EventDelivery(
            UnitOfWork unitOfWork, Map<ListenerName, EventListener> listeners, InstantSource clock, Patience patience) {
        this.unitOfWork = unitOfWork;
        this.patience = patience;
        String holder = UUID.randomUUID().toString();
        this.tellers = listeners.entrySet().stream()
                .map(each -> new Teller(each.getKey(), each.getValue(), unitOfWork, clock, holder, patience))
                .toList();
    }

    /** Begins: with what has waited since the last time. */
    @SuppressWarnings("FutureReturnValueIgnored") // The watch only looks, writes to the log, and keeps turns.
    public void start() {
        tellers.forEach(Teller::start);
        long period = patience.hang().toMillis();
        watch.scheduleAtFixedRate(() -> tellers.forEach(Teller::complain), period, period, TimeUnit.MILLISECONDS);
        long turn = patience.turn().dividedBy(TURNS_KEPT).toMillis();
        watch.scheduleAtFixedRate(() -> tellers.forEach(Teller::keepTurn), turn, turn, TimeUnit.MILLISECONDS);
    }

    /** Says that there is something in the outbox. Quick, and never throws. */
    public void wake() {
        tellers.forEach(Teller::wake);
    }

    /** How far the listeners have come, in the order in which they were registered. */
    public List<EventListener.Progress> listeners() {
        return tellers.stream()
                .map(teller -> {
                    Backlog backlog = Backlog.of(teller.name(), unitOfWork);
                    return new EventListener.Progress(
                            teller.name(), backlog.waiting(), backlog.since(), teller.trouble());
                })
                .toList();
    }

    /**
     * Tells nothing more: what has not been told waits for the next time. Listeners that are at work are waited for, but
     * not for ever, and all together not longer than for one. Idempotent.
     */
    @Override
    public void close() {
        long endNanos = System.nanoTime() + patience.close().toNanos();
        endWatch();
        tellers.forEach(Teller::stop);
        tellers.forEach(teller -> teller.join(endNanos));
    }

    // It is not interrupted: it may be writing, and an embedded database closes its file under everybody when a thread
    // that writes is interrupted. It has to be over before the turns are given back, or it would take them again.
    private void endWatch() {
        watch.shutdown();
        try {
            if (!watch.awaitTermination(patience.close().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the storage does not answer; turns of listeners may have to run out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
