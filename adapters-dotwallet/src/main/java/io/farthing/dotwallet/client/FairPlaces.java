package io.farthing.dotwallet.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Places for requests that are on their way, and a queue with an end for those that wait for one. Whoever sends more
 * requests than there are places waits behind their own, and not in front of others': the places go round. When the
 * queue is full, the newest request of whoever has most in it makes room for others.
 *
 * <p>Thread-safe. No thread waits.
 */
final class FairPlaces {

    private final int places;
    private final int maxWaiting;
    // In the order in which it is their turn; nobody is in it who waits for nothing.
    private final Map<String, Deque<Waiting>> waiting = new LinkedHashMap<>();
    private int taken;
    private int waitingCount;

    /** One that waits: for a place, or for being told that there is none. */
    private static final class Waiting {
        private final CompletableFuture<Boolean> place = new CompletableFuture<>();
    }

    FairPlaces(int places, int maxWaiting) {
        this.places = places;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Asks for a place.
     *
     * @param who with whom others share the places
     * @param patience for so long at most a place is waited for
     * @return whether there is one, which then has to be {@linkplain #give() given back}
     */
    CompletableFuture<Boolean> take(String who, Duration patience) {
        Waiting asked = new Waiting();
        Optional<Waiting> outdone = Optional.empty();
        synchronized (this) {
            if (taken < places) {
                taken++;
                return CompletableFuture.completedFuture(true);
            }
            if (waitingCount == maxWaiting) {
                outdone = makeRoom(waiting.containsKey(who) ? waiting.get(who).size() : 0);
                if (outdone.isEmpty()) {
                    return CompletableFuture.completedFuture(false);
                }
            }
            waiting.computeIfAbsent(who, name -> new ArrayDeque<>()).addLast(asked);
            waitingCount++;
        }
        outdone.ifPresent(newest -> newest.place.complete(false));
        return asked.place
                .completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((hasPlace, never) -> {
                    if (!hasPlace) {
                        forget(who, asked);
                    }
                });
    }

    /** Gives a place back; the next one who waits has it then. */
    void give() {
        while (true) {
            Waiting next;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    taken--;
                    return;
                }
                Map.Entry<String, Deque<Waiting>> first =
                        waiting.entrySet().iterator().next();
                String who = first.getKey();
                Deque<Waiting> queue = first.getValue();
                waiting.remove(who);
                next = queue.removeFirst();
                waitingCount--;
                if (!queue.isEmpty()) {
                    waiting.put(who, queue);
                }
            }
            // Outside of the lock, because much may follow from it. It is not taken if the patience has just ended.
            if (next.place.complete(true)) {
                return;
            }
        }
    }

    // Nobody makes room for somebody who would have as many in the queue then.
    private Optional<Waiting> makeRoom(int ownCount) {
        Optional<Map.Entry<String, Deque<Waiting>>> most = waiting.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .filter(entry -> entry.getValue().size() > ownCount + 1);
        return most.map(entry -> {
            waitingCount--;
            return entry.getValue().removeLast();
        });
    }

    private synchronized void forget(String who, Waiting asked) {
        Deque<Waiting> queue = waiting.get(who);
        if (queue != null && queue.remove(asked)) {
            waitingCount--;
            if (queue.isEmpty()) {
                waiting.remove(who);
            }
        }
    }
}
