package io.farthing.application.port.in;

import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Lets people in and out. Thread-safe. */
public interface LogIn {

    /**
     * Checks a name and a password as typed. After failures, further attempts for the same name or from the same place
     * have to wait, longer each time. Failures elsewhere make nobody wait in a place from which they have logged in before,
     * as far as that is remembered. Where many attempts are made at once, this waits for some of them, for seconds at most.
     *
     * @param place where the attempt comes from, such as a network address
     */
    Result logIn(String name, String password, String place);

    /**
     * Counts that somebody signs up. After many from one place, further ones have to wait, longer each time, so that
     * nobody creates users without limit.
     *
     * @param place where the person comes from, such as a network address
     * @return zero when they may; otherwise how long until they may, and then this one was not counted
     */
    Duration countSignUp(String place);

    /** Begins a session without a password, for somebody who has just signed up. */
    Secret begin(UserOpenId user);

    /** Whose session it is; nothing when it is over or never was. */
    Optional<User> user(Secret session);

    /** Ends a session. Idempotent. */
    void logOut(Secret session);

    /** What became of an attempt. */
    sealed interface Result {

        /**
         * Treats each kind of result.
         *
         * @param <R> what the treatment yields
         */
        <R> R fold(
                Function<? super LoggedIn, ? extends R> loggedIn,
                Function<? super Refused, ? extends R> refused,
                Function<? super TooSoon, ? extends R> tooSoon);
    }

    /**
     * The person is in.
     *
     * @param session the secret of the session
     */
    record LoggedIn(Secret session) implements Result {
        @Override
        public <R> R fold(
                Function<? super LoggedIn, ? extends R> loggedIn,
                Function<? super Refused, ? extends R> refused,
                Function<? super TooSoon, ? extends R> tooSoon) {
            return loggedIn.apply(this);
        }
    }

    /** Name or password is wrong; which one is not said. */
    record Refused() implements Result {
        @Override
        public <R> R fold(
                Function<? super LoggedIn, ? extends R> loggedIn,
                Function<? super Refused, ? extends R> refused,
                Function<? super TooSoon, ? extends R> tooSoon) {
            return refused.apply(this);
        }
    }

    /**
     * There were too many failures, or so many attempts are under way that this one would have had to wait for them for too
     * long; the password was not looked at.
     *
     * @param delay how long until the next attempt is looked at, positive
     */
    record TooSoon(Duration delay) implements Result {
        @Override
        public <R> R fold(
                Function<? super LoggedIn, ? extends R> loggedIn,
                Function<? super Refused, ? extends R> refused,
                Function<? super TooSoon, ? extends R> tooSoon) {
            return tooSoon.apply(this);
        }
    }
}
