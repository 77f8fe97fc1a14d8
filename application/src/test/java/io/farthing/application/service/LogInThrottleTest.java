package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.service.LogInThrottle.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogInThrottleTest {

    private static final int FREE_PER_ACCOUNT = 5;
    private static final int FREE_PER_PLACE = 20;
    private static final int MAX_WAITING = 32;
    private static final int MAX_TRACKED = 100_000;

    private final List<Thread> later = new ArrayList<>();
    private volatile Instant now = Samples.NOW;
    private final LogInThrottle throttle = new LogInThrottle(() -> now);
    private int lastPlace;
    private int lastAccount;

    @Test
    void theFirstFailuresOfAnAccountAreFree() {
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(fromAnotherPlace("alice")).isZero();
        }
        assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(1));
        assertThat(fromAnotherPlace("bob")).isZero();
    }

    @Test
    void theWaitForAnAccountDoublesUpToAMinute() {
        failFreely("alice");
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofMillis(1));
            now = now.plusMillis(1);
            assertThat(fromAnotherPlace("alice")).isZero();
        }
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        failFreely("alice");
        now = now.minus(Duration.ofDays(365));
        assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(fromAnotherPlace("alice")).isZero();
    }

    @Test
    void theWaitForAPlaceBeginsLaterAndDoublesUpToAQuarterOfAnHour() {
        for (int i = 0; i < FREE_PER_PLACE; i++) {
            assertThat(withAnotherAccount("here")).isZero();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(withAnotherAccount("here")).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(withAnotherAccount("here")).isZero();
        }
        assertThat(withAnotherAccount("elsewhere")).isZero();
    }

    @Test
    void withoutAnAccountOnlyThePlaceCounts() {
        for (int i = 0; i < FREE_PER_PLACE; i++) {
            assertThat(throttle.count("here")).isZero();
        }
        assertThat(throttle.count("here")).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.count("here")).as("it was not counted").isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.count("elsewhere")).isZero();
    }

    @Test
    void theLongerOfTwoWaitsCounts() {
        failFreely("alice");
        fromAnotherPlace("alice");
        for (int i = 0; i < FREE_PER_PLACE; i++) {
            withAnotherAccount("here");
        }
        now = now.plusSeconds(1);
        assertThat(fail("carol", "here")).isZero();
        assertThat(fail("alice", "here")).as("the place waits longer").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anAttemptThatHasToWaitIsNotCounted() {
        failFreely("alice");
        for (int i = 0; i < 100; i++) {
            assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(1));
        }
        now = now.plusSeconds(1);
        assertThat(fromAnotherPlace("alice")).isZero();
    }

    @Test
    void anHourAfterTheLastFailureAllIsForgotten() {
        failFreely("alice");
        now = now.plus(Duration.ofHours(1)).plusMillis(1);
        failFreely("alice");
        assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withinAnHourNothingIsForgotten() {
        failFreely("alice");
        now = now.plus(Duration.ofHours(1));
        assertThat(fromAnotherPlace("alice")).isZero();
        assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void successForgetsTheFailuresOfTheAccount() {
        for (int i = 0; i < FREE_PER_ACCOUNT - 1; i++) {
            fromAnotherPlace("alice");
        }
        succeed("alice", "home");
        failFreely("alice");
        assertThat(fromAnotherPlace("alice")).isPositive();
    }

    @Test
    void successTakesBackOnlyItselfFromThePlace() {
        for (int i = 0; i < FREE_PER_PLACE - 1; i++) {
            withAnotherAccount("here");
        }
        for (int i = 0; i < 100; i++) {
            succeed("alice", "here");
        }
        assertThat(withAnotherAccount("here")).isZero();
        assertThat(withAnotherAccount("here")).isPositive();
    }

    @Test
    void strangersElsewhereCannotKeepUsersOutOfWhereTheyHaveLoggedIn() {
        succeed("alice", "home");
        failFreely("alice");
        for (int i = 0; i < 100; i++) {
            now = now.plus(fromAnotherPlace("alice"));
            assertThat(fromAnotherPlace("alice"))
                    .as("a stranger who does not miss a second")
                    .isZero();
            assertThat(fromAnotherPlace("alice")).isPositive();
            succeed("alice", "home");
        }
        assertThat(fail("alice", "a new place")).isPositive();
    }

    @Test
    void whereAUserHasLoggedInTheNextFailuresWaitToo() {
        succeed("alice", "home");
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(fail("alice", "home")).isZero();
        }
        for (int seconds : new int[] {1, 2, 4}) {
            assertThat(fail("alice", "home")).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(fail("alice", "home")).isZero();
        }
        assertThat(fromAnotherPlace("alice")).as("counted apart").isZero();
        assertThat(fail("bob", "home")).as("the place is not alice's alone").isZero();
    }

    @Test
    void logInsOfAUserGiveStrangersNoFurtherGuesses() {
        succeed("alice", "home");
        failFreely("alice");
        succeed("alice", "home");
        assertThat(fromAnotherPlace("alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whenThereAreTooManyPlacesTheOneThatWasQuietForLongestIsForgotten() {
        succeed("quiet", "home");
        succeed("busy", "home");
        for (int i = 0; i < MAX_TRACKED; i++) {
            if (i % 10_000 == 0) {
                succeed("busy", "home");
            }
            succeed("somebody", "place " + i);
        }
        failFreely("quiet");
        failFreely("busy");
        assertThat(fail("busy", "home")).isZero();
        assertThat(fail("quiet", "home")).isPositive();
    }

    @Test
    void attemptsSideBySideGainNothing() {
        List<Integer> letThrough = Threads.collect(8, thread -> {
            int count = 0;
            for (int i = 0; i < 10; i++) {
                count += fail("alice", thread + " " + i).isZero() ? 1 : 0;
            }
            return count;
        });
        assertThat(letThrough.stream().mapToInt(Integer::intValue).sum()).isEqualTo(FREE_PER_ACCOUNT);
    }

    @Test
    void successMakesNobodyElseWaitLonger() {
        for (int i = 0; i < FREE_PER_PLACE; i++) {
            withAnotherAccount("here");
        }
        now = now.plusSeconds(1);
        succeed("alice", "here");
        assertThat(withAnotherAccount("here")).isZero();
    }

    @Test
    void anAttemptInWhichNobodyGuessedLeavesNothingBehind() {
        for (int i = 0; i < 100; i++) {
            try (Attempt attempt = throttle.begin("alice", "here")) {
                assertThat(attempt.delay()).isZero();
            }
        }
    }

    @Test
    void manyUsersMayLogInFromOnePlaceAtOnce() {
        List<Attempt> first = beginAsManyAsAreFree();
        List<CompletableFuture<Duration>> others =
                IntStream.range(0, FREE_PER_PLACE).mapToObj(this::succeedLater).toList();
        awaitThatAllWait();

        first.forEach(Attempt::succeeded);
        first.forEach(Attempt::close);

        assertThat(others).allSatisfy(delay -> assertThat(delay.join()).isZero());
    }

    @Test
    void whoGuessesInAPlaceSideBySideGainsNothing() {
        List<Attempt> guesses = beginAsManyAsAreFree();
        CompletableFuture<Duration> another = succeedLater(0);
        awaitThatAllWait();

        guesses.forEach(Attempt::failed);
        guesses.forEach(Attempt::close);

        assertThat(another.join()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theEndOfOneAttemptLetsOneOtherInAndNotMore() {
        List<Attempt> first = IntStream.range(0, FREE_PER_ACCOUNT)
                .mapToObj(i -> throttle.begin("alice", "place " + i))
                .toList();
        assertThat(withoutPatience("alice")).isEqualTo(Duration.ofSeconds(1));

        first.get(0).close();
        assertThat(throttle.begin("alice", "next").delay()).isZero();

        assertThat(withoutPatience("alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void nobodyWaitsForOthersWhereManyDo() {
        List<Attempt> first = beginAsManyAsAreFree();
        List<CompletableFuture<Duration>> others =
                IntStream.range(0, MAX_WAITING).mapToObj(this::succeedLater).toList();
        awaitThatAllWait();

        assertThat(withAnotherAccount("here")).isEqualTo(Duration.ofSeconds(1));

        first.forEach(Attempt::close);
        assertThat(others).allSatisfy(delay -> assertThat(delay.join()).isZero());
    }

    @Test
    void nobodyWaitsForOthersForLong() {
        List<Attempt> first = beginAsManyAsAreFree();
        CompletableFuture<Duration> another = succeedLater(0);
        awaitThatAllWait();

        now = now.plusSeconds(5);
        assertThat(withAnotherAccount("elsewhere")).isZero();

        assertThat(another.join()).isEqualTo(Duration.ofSeconds(1));
        first.forEach(Attempt::close);
    }

    @Test
    void whenThereAreTooManyTheOneThatWasQuietForLongestIsForgotten() {
        failFreely("quiet");
        failFreely("busy");
        assertThat(fromAnotherPlace("quiet")).isPositive();
        // Every attempt is remembered for its account and for its place.
        for (int i = 0; i < MAX_TRACKED / 2; i++) {
            if (i % 10_000 == 0) {
                assertThat(fail("busy", "somewhere")).isPositive();
            }
            fail("account " + i, "place " + i);
        }
        assertThat(fromAnotherPlace("busy")).isPositive();
        assertThat(fromAnotherPlace("quiet")).isZero();
    }

    // Who is interrupted does not wait for others.
    private Duration withoutPatience(String account) {
        Thread.currentThread().interrupt();
        try (Attempt attempt = throttle.begin(account, "elsewhere")) {
            assertThat(Thread.interrupted()).as("it is still known").isTrue();
            return attempt.delay();
        }
    }

    private List<Attempt> beginAsManyAsAreFree() {
        return IntStream.range(0, FREE_PER_PLACE)
                .mapToObj(i -> throttle.begin("first " + i, "here"))
                .toList();
    }

    private CompletableFuture<Duration> succeedLater(int user) {
        CompletableFuture<Duration> delay = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Attempt attempt = throttle.begin("later " + user, "here")) {
                attempt.succeeded();
                delay.complete(attempt.delay());
            }
        });
        later.add(thread);
        thread.start();
        return delay;
    }

    private void awaitThatAllWait() {
        while (later.stream().anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
    }

    private void succeed(String account, String place) {
        try (Attempt attempt = throttle.begin(account, place)) {
            assertThat(attempt.delay()).isZero();
            attempt.succeeded();
        }
    }

    private void failFreely(String account) {
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(fromAnotherPlace(account)).isZero();
        }
    }

    private Duration fromAnotherPlace(String account) {
        return fail(account, "far away " + lastPlace++);
    }

    private Duration withAnotherAccount(String place) {
        return fail("somebody " + lastAccount++, place);
    }

    private Duration fail(String account, String place) {
        try (Attempt attempt = throttle.begin(account, place)) {
            if (attempt.delay().isZero()) {
                attempt.failed();
            }
            return attempt.delay();
        }
    }
}
