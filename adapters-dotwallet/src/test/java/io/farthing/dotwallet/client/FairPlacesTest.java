package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who asks for many places keeps nobody waiting who asks for few. */
class FairPlacesTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final FairPlaces places = new FairPlaces(1, 4);
    private final List<String> order = new ArrayList<>();

    @Test
    void thePlacesGoRound() {
        waitFor("first");
        waitFor("greedy 1");
        waitFor("greedy 2");
        waitFor("greedy 3");
        waitFor("modest 1");

        giveAll();

        assertThat(order).containsExactly("first", "greedy 1", "modest 1", "greedy 2", "greedy 3");
    }

    @Test
    void whoHasMostInAFullQueueMakesRoomForOthersWithTheNewest() {
        waitFor("first");
        CompletableFuture<Boolean> newest = null;
        for (int i = 1; i <= 4; i++) {
            newest = ask("greedy " + i);
        }

        assertThat(ask("greedy 5")).isCompletedWithValue(false);
        assertThat(newest).isNotDone();
        CompletableFuture<Boolean> modest = ask("modest 1");

        assertThat(newest).isCompletedWithValue(false);
        assertThat(modest).isNotDone();
        giveAll();
        assertThat(order).containsExactly("first", "greedy 1", "modest 1", "greedy 2", "greedy 3");
    }

    @Test
    void whoeverMadeRoomHasNoMoreThanOthersAndTheQueueIsAsFullAsBefore() {
        waitFor("first");
        waitFor("a 1");
        waitFor("greedy 1");
        waitFor("b 1");
        CompletableFuture<Boolean> newest = ask("greedy 2");

        waitFor("c 1");

        assertThat(newest).isCompletedWithValue(false);
        assertThat(ask("d 1")).isCompletedWithValue(false);
        giveAll();
        assertThat(order).containsExactly("first", "a 1", "greedy 1", "b 1", "c 1");
    }

    @Test
    void whoHasHadAPlaceIsNoLongerInTheQueue() {
        waitFor("first");
        for (int round = 1; round <= 3; round++) {
            for (String who : List.of("a ", "b ", "c ", "d ")) {
                waitFor(who + round);
            }
            for (int given = 0; given < 4; given++) {
                places.give();
            }
        }

        assertThat(order).hasSize(13);
    }

    @Test
    void nobodyMakesRoomForSomebodyWhoWouldHaveAsMany() {
        waitFor("first");
        for (String who : List.of("a 1", "b 1", "c 1", "d 1")) {
            waitFor(who);
        }

        assertThat(ask("e 1")).isCompletedWithValue(false);
        giveAll();
        assertThat(order).containsExactly("first", "a 1", "b 1", "c 1", "d 1");
    }

    @Test
    void aPatienceThatHasEndedLeavesRoomForOthers() throws Exception {
        waitFor("first");
        for (int i = 0; i < 100; i++) {
            assertThat(places.take("hasty", Duration.ofNanos(1)).get(10, TimeUnit.SECONDS))
                    .isFalse();
        }
        for (String who : List.of("a 1", "b 1", "c 1", "d 1")) {
            waitFor(who);
        }

        giveAll();

        assertThat(order).containsExactly("first", "a 1", "b 1", "c 1", "d 1");
        assertThat(ask("next")).isCompletedWithValue(true);
    }

    @Test
    void aPlaceIsNotLostToAPatienceThatEndsAtThatMoment() throws Exception {
        waitFor("first");
        CompletableFuture<Boolean> hasty;
        // Whoever is told that there is no place leaves the queue under the lock.
        synchronized (places) {
            do {
                hasty = places.take("hasty", Duration.ofMillis(1));
            } while (hasty.isDone());
            Awaitility.await().until(FairPlacesTest::isSomebodyAboutToLeave);
            places.give();
        }

        assertThat(hasty.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(ask("next")).isCompletedWithValue(true);
    }

    private static boolean isSomebodyAboutToLeave() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getState() == Thread.State.BLOCKED
                        && Stream.of(thread.getValue()).anyMatch(FairPlacesTest::isLeaving));
    }

    private static boolean isLeaving(StackTraceElement call) {
        return call.getClassName().equals(FairPlaces.class.getName())
                && call.getMethodName().equals("forget");
    }

    @Test
    void withoutRoomToWaitWhoFindsNoPlaceIsToldAtOnce() {
        FairPlaces narrow = new FairPlaces(1, 0);

        assertThat(narrow.take("a", LONG)).isCompletedWithValue(true);
        assertThat(narrow.take("b", LONG)).isCompletedWithValue(false);
        narrow.give();
        assertThat(narrow.take("b", LONG)).isCompletedWithValue(true);
    }

    private void waitFor(String request) {
        CompletableFuture<Boolean> asked = ask(request);
        assertThat(asked.getNow(true)).as(request).isTrue();
    }

    // Who asks is what the request is called, without its number.
    private CompletableFuture<Boolean> ask(String request) {
        return places.take(request.replaceFirst(" .*", ""), LONG).thenApply(hasPlace -> {
            if (hasPlace) {
                order.add(request);
            }
            return hasPlace;
        });
    }

    private void giveAll() {
        for (int given = 0; given < order.size(); given++) {
            places.give();
        }
    }
}
