package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.LogIn.LoggedIn;
import io.farthing.application.port.in.LogIn.Refused;
import io.farthing.application.port.in.LogIn.Result;
import io.farthing.application.port.in.LogIn.TooSoon;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogInServiceTest {

    private static final String PASSWORD = "correct horse";
    private static final String PLACE = "192.0.2.1";

    private final ServiceBench bench = new ServiceBench();
    private final LogInService logIn =
            new LogInService(bench.storage, bench.hasher, ServiceBench.strict(), bench.clock, bench.randomness);
    private final User alice = new UserService(
                    bench.storage, Optional.of(bench.hasher), bench.clock, bench.randomness, bench.addresses)
            .create(new UserName("Alice"), new Password(PASSWORD))
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "alice", "  ALICE "})
    void whoeverKnowsThePasswordIsIn(String name) {
        Secret session = loggedIn(logIn.logIn(name, PASSWORD, PLACE));
        assertThat(logIn.user(session)).contains(alice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "Correct horse", "correct horse ", "correct horse, but much longer"})
    void aWrongPasswordIsRefused(String password) {
        assertThat(logIn.logIn("Alice", password, PLACE)).isEqualTo(new Refused());
    }

    @Test
    void aPasswordThatNobodyMayChooseIsRefused() {
        assertThat(logIn.logIn("Alice", "x".repeat(Password.MAX_LENGTH + 1), PLACE))
                .isEqualTo(new Refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "nobody", "", " ", "a\u0000b"})
    void aNameThatDoesNotExistTakesAsManyComparisonsAsOneThatDoes(String name) {
        int before = bench.hasher.comparisons();
        assertThat(logIn.logIn(name, "wrong password", PLACE)).isEqualTo(new Refused());
        assertThat(bench.hasher.comparisons() - before).isEqualTo(1);
    }

    @Test
    void aUserWithoutAPasswordCannotLogInAndTakesAComparisonToo() {
        bench.addUser("passwordless", 0);
        int before = bench.hasher.comparisons();
        assertThat(logIn.logIn("passwordless", "some password", PLACE)).isEqualTo(new Refused());
        assertThat(bench.hasher.comparisons() - before).isEqualTo(1);
    }

    @Test
    void afterTooManyFailuresThePasswordIsNotLookedAtEvenWhenItIsRight() {
        fail(5);
        int before = bench.hasher.comparisons();
        assertThat(logIn.logIn("ALICE", PASSWORD, "elsewhere")).isEqualTo(new TooSoon(Duration.ofSeconds(1)));
        assertThat(bench.hasher.comparisons()).isEqualTo(before);

        bench.clock.advance(Duration.ofSeconds(1));
        loggedIn(logIn.logIn("Alice", PASSWORD, "elsewhere"));
    }

    @Test
    void namesThatDoNotExistAreSlowedDownLikeThoseThatDo() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn.logIn("nobody", PASSWORD, "place " + i)).isEqualTo(new Refused());
        }
        assertThat(logIn.logIn("nobody", PASSWORD, "another place")).isEqualTo(new TooSoon(Duration.ofSeconds(1)));
    }

    @Test
    void onePlaceCannotTryManyNames() {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn.logIn("name " + i, PASSWORD, PLACE)).isEqualTo(new Refused());
        }
        assertThat(logIn.logIn("Alice", PASSWORD, PLACE)).isInstanceOf(TooSoon.class);
        loggedIn(logIn.logIn("Alice", PASSWORD, "elsewhere"));
    }

    @Test
    void successForgetsEarlierFailures() {
        fail(4);
        loggedIn(logIn.logIn("Alice", PASSWORD, PLACE));
        fail(5);
        assertThat(logIn.logIn("Alice", PASSWORD, PLACE)).isInstanceOf(TooSoon.class);
    }

    @Test
    void whereTheUserHasLoggedInFailuresElsewhereDoNotMatter() {
        loggedIn(logIn.logIn("Alice", PASSWORD, PLACE));
        for (int i = 0; i < 5; i++) {
            assertThat(logIn.logIn("alice", "wrong password", "place " + i)).isEqualTo(new Refused());
        }
        assertThat(logIn.logIn("Alice", PASSWORD, "elsewhere")).isInstanceOf(TooSoon.class);
        loggedIn(logIn.logIn("Alice", PASSWORD, PLACE));
    }

    @Test
    void guessingFromManyThreadsGainsNothing() {
        int before = bench.hasher.comparisons();
        List<Result> results =
                Threads.collect(16, thread -> logIn.logIn("Alice", "guess number " + thread, "place " + thread));
        assertThat(results).filteredOn(Refused.class::isInstance).hasSize(5);
        assertThat(results).filteredOn(TooSoon.class::isInstance).hasSize(11);
        assertThat(bench.hasher.comparisons() - before).isEqualTo(5);
    }

    @Test
    void anAttemptThatEndsInAnExceptionIsNoGuess() {
        AtomicBoolean isBusy = new AtomicBoolean(true);
        PasswordHasher hasher = new PasswordHasher() {
            @Override
            public PasswordHash hash(Password password) {
                return bench.hasher.hash(password);
            }

            @Override
            public boolean matches(Password password, PasswordHash hash) {
                if (isBusy.get()) {
                    throw new IllegalStateException("busy");
                }
                return bench.hasher.matches(password, hash);
            }
        };
        LogInService own =
                new LogInService(bench.storage, hasher, ServiceBench.strict(), bench.clock, bench.randomness);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> own.logIn("Alice", PASSWORD, PLACE)).hasMessage("busy");
        }
        isBusy.set(false);
        loggedIn(own.logIn("Alice", PASSWORD, PLACE));
    }

    @Test
    void afterManySignUpsFromAPlaceFurtherOnesWaitAndLogInsDoNot() {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn.countSignUp(PLACE)).isZero();
        }
        assertThat(logIn.countSignUp(PLACE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(logIn.countSignUp("elsewhere")).isZero();
        loggedIn(logIn.logIn("Alice", PASSWORD, PLACE));
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() {
        Secret session = logIn.begin(alice.openId());
        bench.clock.advance(ServiceBench.SESSION_LIFETIME.minusMillis(1));
        assertThat(logIn.user(session)).contains(alice);
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(logIn.user(session)).isEmpty();
    }

    @Test
    void loggingOutEndsOneSessionAndCanBeRepeated() {
        Secret here = logIn.begin(alice.openId());
        Secret there = logIn.begin(alice.openId());
        logIn.logOut(here);
        logIn.logOut(here);
        assertThat(logIn.user(here)).isEmpty();
        assertThat(logIn.user(there)).contains(alice);
    }

    @Test
    void aSecretThatIsNoSessionIsNobodys() {
        assertThat(logIn.user(bench.randomness.secret())).isEmpty();
        assertThat(logIn.user(new Secret(""))).isEmpty();
        Secret code = new IdentityService(bench.storage, bench.clock, bench.randomness, bench.addresses)
                .issueCode(bench.addApp("shop").id(), alice.openId());
        assertThat(logIn.user(code)).as("a code of an app").isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logIn.logIn("Alice", "wrong password", PLACE)).isEqualTo(new Refused());
        }
    }

    private static Secret loggedIn(Result result) {
        if (result instanceof LoggedIn loggedIn) {
            return loggedIn.session();
        }
        throw new AssertionError("not logged in: " + result);
    }
}
