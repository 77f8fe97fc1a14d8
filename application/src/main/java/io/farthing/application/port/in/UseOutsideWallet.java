package io.farthing.application.port.in;

import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sends people to the pages of an outside wallet, and takes them in when they come back. Thread-safe. */
public interface UseOutsideWallet {

    /** How long a browser may take to come back from the consent. */
    Duration CONSENT_LIFETIME = Duration.ofMinutes(30);

    /** Whether there is such a wallet; if not, nothing else here may be called. */
    boolean isPresent();

    /**
     * Where a browser logs in; it comes to {@code returnTo} with a parameter {@code code} then, or without. Nothing when
     * the address, which has {@code returnTo} in it, gets longer than {@link WebUri#MAX_LENGTH}.
     */
    Optional<WebUri> logInUrl(WebUri returnTo);

    /**
     * Begins a session for whoever has logged in; a person who comes for the first time becomes a user. The future
     * completes in bounded time.
     */
    CompletableFuture<Entry> enter(Secret code);

    /**
     * The user says yes here, within these limits, and now has to say so at the outside wallet.
     *
     * @param returnTo where the browser is to come back to; a parameter {@code state} is added to it, a secret that is
     *     good once and for {@link #CONSENT_LIFETIME}
     * @return where to send the browser; nothing when the activation is not the user's, or not open any more, or when
     *     {@code returnTo} is too long
     */
    Optional<WebUri> askConsent(ActivationId id, UserOpenId user, SpendingLimits limits, WebUri returnTo);

    /**
     * The browser is back: the activation is approved within the limits that were chosen.
     *
     * @return where to send the browser; nothing when the state is wrong, used, too old or another user's, or the
     *     activation cannot be approved any more
     */
    Optional<WebUri> consented(Secret state, UserOpenId user);

    /** What became of an attempt to enter. */
    sealed interface Entry {

        /**
         * Treats each kind.
         *
         * @param <R> what the treatment yields
         */
        <R> R fold(
                Function<? super Entered, ? extends R> entered,
                Function<? super Refused, ? extends R> refused,
                Function<? super Unreachable, ? extends R> unreachable);
    }

    /**
     * The person is in.
     *
     * @param session the secret of the session
     */
    record Entered(Secret session) implements Entry {
        @Override
        public <R> R fold(
                Function<? super Entered, ? extends R> entered,
                Function<? super Refused, ? extends R> refused,
                Function<? super Unreachable, ? extends R> unreachable) {
            return entered.apply(this);
        }
    }

    /** The code is not good. */
    record Refused() implements Entry {
        @Override
        public <R> R fold(
                Function<? super Entered, ? extends R> entered,
                Function<? super Refused, ? extends R> refused,
                Function<? super Unreachable, ? extends R> unreachable) {
            return refused.apply(this);
        }
    }

    /** The outside wallet could not be asked. */
    record Unreachable() implements Entry {
        @Override
        public <R> R fold(
                Function<? super Entered, ? extends R> entered,
                Function<? super Refused, ? extends R> refused,
                Function<? super Unreachable, ? extends R> unreachable) {
            return unreachable.apply(this);
        }
    }
}
