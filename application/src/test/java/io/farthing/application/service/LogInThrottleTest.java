package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogInThrottleTest {

    private static final int FREE_PER_ACCOUNT = 5;
    private static final int FREE_PER_PLACE = 20;
    private static final int MAX_TRACKED = 100_000;

    private final LogInThrottle throttle = new LogInThrottle();
    private Instant now = Samples.NOW;
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
            assertThat(throttle.begin("here", now)).isZero();
        }
        assertThat(throttle.begin("here", now)).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.begin("here", now)).as("it was not counted").isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.begin("elsewhere", now)).isZero();
    }

    @Test
    void theLongerOfTwoWaitsCounts() {
        failFreely("alice");
        fromAnotherPlace("alice");
        for (int i = 0; i < FREE_PER_PLACE; i++) {
            withAnotherAccount("here");
        }
        now = now.plusSeconds(1);
        assertThat(throttle.begin("carol", "here", now)).isZero();
        assertThat(throttle.begin("alice", "here", now))
                .as("the place waits longer")
                .isEqualTo(Duration.ofSeconds(2));
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
        throttle.begin("alice", "home", now);
        throttle.succeeded("alice", "home");
        failFreely("alice");
        assertThat(fromAnotherPlace("alice")).isPositive();
    }

    @Test
    void successTakesBackOnlyItselfFromThePlace() {
        for (int i = 0; i < FREE_PER_PLACE - 1; i++) {
            withAnotherAccount("here");
        }
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.begin("alice", "here", now)).isZero();
            throttle.succeeded("alice", "here");
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
        assertThat(throttle.begin("alice", "a new place", now)).isPositive();
    }

    @Test
    void whereAUserHasLoggedInTheNextFailuresWaitToo() {
        succeed("alice", "home");
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(throttle.begin("alice", "home", now)).isZero();
        }
        for (int seconds : new int[] {1, 2, 4}) {
            assertThat(throttle.begin("alice", "home", now)).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(throttle.begin("alice", "home", now)).isZero();
        }
        assertThat(fromAnotherPlace("alice")).as("counted apart").isZero();
        assertThat(throttle.begin("bob", "home", now))
                .as("the place is not alice's alone")
                .isZero();
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
        assertThat(throttle.begin("busy", "home", now)).isZero();
        assertThat(throttle.begin("quiet", "home", now)).isPositive();
    }

    @Test
    void attemptsSideBySideGainNothing() {
        List<Integer> letThrough = Threads.collect(8, thread -> {
            int count = 0;
            for (int i = 0; i < 10; i++) {
                count += throttle.begin("alice", thread + " " + i, now).isZero() ? 1 : 0;
            }
            return count;
        });
        assertThat(letThrough.stream().mapToInt(Integer::intValue).sum()).isEqualTo(FREE_PER_ACCOUNT);
    }

    @Test
    void whenThereAreTooManyTheOneThatWasQuietForLongestIsForgotten() {
        failFreely("quiet");
        failFreely("busy");
        assertThat(fromAnotherPlace("quiet")).isPositive();
        // Every attempt is remembered for its account and for its place.
        for (int i = 0; i < MAX_TRACKED / 2; i++) {
            if (i % 10_000 == 0) {
                assertThat(throttle.begin("busy", "somewhere", now)).isPositive();
            }
            throttle.begin("account " + i, "place " + i, now);
        }
        assertThat(fromAnotherPlace("busy")).isPositive();
        assertThat(fromAnotherPlace("quiet")).isZero();
    }

    private void succeed(String account, String place) {
        assertThat(throttle.begin(account, place, now)).isZero();
        throttle.succeeded(account, place);
    }

    private void failFreely(String account) {
        for (int i = 0; i < FREE_PER_ACCOUNT; i++) {
            assertThat(fromAnotherPlace(account)).isZero();
        }
    }

    private Duration fromAnotherPlace(String account) {
        return throttle.begin(account, "far away " + lastPlace++, now);
    }

    private Duration withAnotherAccount(String place) {
        return throttle.begin("somebody " + lastAccount++, place, now);
    }
}
