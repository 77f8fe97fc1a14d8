package io.farthing.application.service.event;

import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.out.EventOutbox.Entry;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener what waits for it, in the order of the numbers, on a thread of its own. Of several platforms on one
 * storage one does so at a time: an event is not told before the turn was taken, and not after it is over.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    /** How many events are read, and removed, at once. */
    static final int PAGE = 256;

    private final ListenerName name;
    private final EventListener listener;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final String holder;
    private final Patience patience;
    private final Thread thread;

    private volatile boolean closing;
    private volatile boolean isAwake;
    private volatile @Nullable String trouble;

    // What the listener is at work on, and since when.
    private volatile @Nullable EventNumber current;
    private volatile long currentSinceNanos;

    private final AtomicReference<Instant> nextWarning = new AtomicReference<>(Instant.MIN);

    // Known to the thread alone: until when it is our turn, what was told and is not removed yet, when that was last
    // done.
    private Instant turnUntil = Instant.MIN;
    private final Set<EventNumber> told = new HashSet<>();
    private long removedNanos = System.nanoTime();

    Teller(
            ListenerName name,
            EventListener listener,
            UnitOfWork unitOfWork,
            InstantSource clock,
            String holder,
            Patience patience) {
        this.name = name;
        this.listener = listener;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.holder = holder;
        this.patience = patience;
        this.thread = new Thread(this::run, "events-" + name);
        // A listener that hangs for ever must not keep the process from ending.
        thread.setDaemon(true);
    }

    ListenerName name() {
        return name;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void start() {
        thread.start();
    }

    void wake() {
        isAwake = true;
        LockSupport.unpark(thread);
    }

    void stop() {
        closing = true;
        LockSupport.unpark(thread);
    }

    // The thread is not interrupted: a listener that is in the middle of something may take that badly.
    void join(long endNanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, endNanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the listener {} does not come back from event {}; it is left behind", name, current);
        }
    }

    /** Writes to the log if the listener takes long. Called by another thread. */
    void complain() {
        EventNumber number = current;
        long nanos = System.nanoTime() - currentSinceNanos;
        if (number != null && nanos >= patience.hang().toNanos()) {
            String what = "it has been at event " + number + " for "
                    + Duration.ofNanos(nanos).toSeconds() + " seconds";
            trouble = what;
            warn(what, null);
        }
    }

    /**
     * Keeps the turn of a listener that is at work, so that nobody else tells it the same meanwhile; but not of one that
     * hangs. Called by another thread, more than once in a turn.
     */
    void keepTurn() {
        boolean hangs = System.nanoTime() - currentSinceNanos >= patience.hang().toNanos();
        if (current == null || hangs) {
            return;
        }
        try {
            takeTurn();
        } catch (Throwable e) { // The teller finds out by itself, and the watch goes on.
            LOG.debug("the turn of the listener {} cannot be kept", name, e);
        }
    }

    // A listener that fails may fail for ever, and what waits for it grows. The log says so, and does not grow with
    // it.
    private void warn(String what, @Nullable Throwable cause) {
        Instant now = clock.instant();
        Instant due = nextWarning.get();
        Instant next = now.plus(patience.warning());
        // A clock may be set back, too.
        boolean isEarly = now.isBefore(due) && !next.isBefore(due);
        if (isEarly || !nextWarning.compareAndSet(due, next)) {
            return;
        }
        LOG.warn(
                "the listener {} does not get on: {}; {}. They stay in the storage until it takes them, one after the"
                        + " other: mend it, or have it return for an event that it cannot use",
                name,
                what,
                backlog(),
                cause);
    }

    private String backlog() {
        try {
            return Backlog.of(name, unitOfWork).toString();
        } catch (Throwable e) { // The watch complains, too, and would not do so again.
            return "how many events wait for it cannot be told: " + e;
        }
    }

    private void run() {
        int failures = 0;
        while (!closing) {
            isAwake = false;
            boolean hasMore = false;
            try {
                hasMore = page();
                if (told.size() >= PAGE || (!hasMore && hasLingered())) {
                    removeTold();
                }
                failures = 0;
            } catch (Throwable e) { // Nobody would start the thread again.
                trouble = "its outbox fails: " + e;
                LOG.warn("the outbox of the listener {} fails; trying again later", name, e);
                pause(delay(failures++), false);
            }
            if (!hasMore) {
                pause(told.isEmpty() ? patience.poll() : patience.linger(), true);
            }
        }
        end();
    }

    // Whether there may be more. As long as nothing waits, nothing is written.
    private boolean page() {
        if (!clock.instant().isBefore(turnUntil) && (next(1).isEmpty() || !isMyTurn())) {
            trouble = null;
            return false;
        }
        List<Entry> entries = next(PAGE);
        for (Entry entry : entries) {
            if (!tell(entry)) {
                return false;
            }
            told.add(entry.number());
        }
        return !entries.isEmpty();
    }

    private List<Entry> next(int count) {
        List<Entry> entries = unitOfWork.read(stores -> stores.events().next(name, told.size() + count));
        return entries.stream()
                .filter(entry -> !told.contains(entry.number()))
                .limit(count)
                .toList();
    }

    // Tells one event until the listener takes it. False when that is no longer ours to do.
    private boolean tell(Entry entry) {
        for (int failures = 0; ; failures++) {
            if (closing || !isMyTurn()) {
                return false;
            }
            try {
                hand(entry);
                trouble = null;
                return true;
            } catch (Throwable e) { // Whatever it is, it is the listener's, and has to harm nobody else.
                Duration delay = delay(failures);
                String what = "it did not take event " + entry.number() + " at " + (failures + 1) + " attempts: " + e;
                trouble = what;
                LOG.info("the listener {}: {}; trying again in {} ms", name, what, delay.toMillis());
                // What it took before is not told again because of this one.
                removeTold();
                warn(what, e);
                pause(delay, false);
            }
        }
    }

    private void hand(Entry entry) throws Exception {
        currentSinceNanos = System.nanoTime();
        current = entry.number();
        try {
            listener.on(entry.number(), entry.event());
        } finally {
            current = null;
            // An interrupt that it leaves behind would end every pause at once, and disturb it at the next event.
            Thread.interrupted();
        }
    }

    private boolean hasLingered() {
        return System.nanoTime() - removedNanos >= patience.linger().toNanos();
    }

    private void removeTold() {
        removedNanos = System.nanoTime();
        if (!told.isEmpty()) {
            unitOfWork.write(stores -> {
                stores.events().remove(name, told);
                return true;
            });
            told.clear();
        }
    }

    // Written down anew only when half of the time is over.
    private boolean isMyTurn() {
        Instant now = clock.instant();
        // A clock may be set back, too. Others believe no turn that is too long.
        boolean isKnown = now.plus(patience.turn().dividedBy(2)).isBefore(turnUntil)
                && !now.plus(patience.turn()).isBefore(turnUntil);
        if (isKnown) {
            return true;
        }
        turnUntil = takeTurn();
        return turnUntil.isAfter(now);
    }

    // Until when it is ours; always too late when it is somebody else's.
    private Instant takeTurn() {
        Instant now = clock.instant();
        Instant until = now.plus(patience.turn());
        return unitOfWork.write(stores -> stores.leases().take(Task.telling(name), holder, now, until))
                ? until
                : Instant.MIN;
    }

    private void end() {
        try {
            removeTold();
            if (turnUntil.isAfter(Instant.MIN)) {
                unitOfWork.write(stores -> {
                    stores.leases().release(Task.telling(name), holder);
                    return true;
                });
            }
        } catch (RuntimeException e) {
            LOG.warn("what the listener {} was told last will be told again", name, e);
        }
    }

    private Duration delay(int failures) {
        Duration delay = patience.firstRetry().multipliedBy(1L << Math.min(failures, 20));
        return delay.compareTo(patience.longestRetry()) < 0 ? delay : patience.longestRetry();
    }

    // Until the time is over, the platform closes, or, where that matters, something new is there.
    private void pause(Duration duration, boolean endsWhenAwake) {
        long endNanos = System.nanoTime() + duration.toNanos();
        long leftNanos;
        while (!closing && !(endsWhenAwake && isAwake) && (leftNanos = endNanos - System.nanoTime()) > 0) {
            LockSupport.parkNanos(this, leftNanos);
        }
    }
}
