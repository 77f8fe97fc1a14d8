package io.farthing.application.port.out;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The pages of an outside wallet on which people log in and consent. A gateway whose users are known here needs none.
 *
 * <p>Thread-safe. {@link #identify} returns at once; its future completes in bounded time and never exceptionally.
 */
public interface WalletPages {

    /**
     * Where a browser logs in; it comes to {@code returnTo} with a parameter {@code code} then, or without. Nothing when
     * the address, which has {@code returnTo} in it, gets longer than {@link WebUri#MAX_LENGTH}.
     */
    Optional<WebUri> logIn(WebUri returnTo);

    /**
     * Where the user lets us draw payments; the browser comes to {@code returnTo} when the user does. Nothing when
     * the address gets too long, as with {@link #logIn}.
     */
    Optional<WebUri> consent(WebUri returnTo);

    /** Asks who has logged in. A code is good once. */
    CompletableFuture<Identification> identify(Secret code);

    /** What the wallet said about a code. */
    sealed interface Identification {

        /**
         * Treats each kind.
         *
         * @param <R> what the treatment yields
         */
        <R> R fold(
                Function<? super Identified, ? extends R> identified,
                Function<? super NotIdentified, ? extends R> notIdentified,
                Function<? super Unreachable, ? extends R> unreachable);
    }

    /**
     * Somebody has logged in.
     *
     * @param openId by which the wallet knows the person
     * @param name what the person is called there, in any form; may be empty
     * @param address under which the person's wallet is paid there. Apps are told it and pay to it: there is no making one
     *     up, and a wallet that does not tell one has given no answer that can be used
     */
    record Identified(UserOpenId openId, String name, Address address) implements Identification {
        @Override
        public <R> R fold(
                Function<? super Identified, ? extends R> identified,
                Function<? super NotIdentified, ? extends R> notIdentified,
                Function<? super Unreachable, ? extends R> unreachable) {
            return identified.apply(this);
        }
    }

    /** The code is wrong, used or too old. */
    record NotIdentified() implements Identification {
        @Override
        public <R> R fold(
                Function<? super Identified, ? extends R> identified,
                Function<? super NotIdentified, ? extends R> notIdentified,
                Function<? super Unreachable, ? extends R> unreachable) {
            return notIdentified.apply(this);
        }
    }

    /** The wallet gave no answer that can be used. */
    record Unreachable() implements Identification {
        @Override
        public <R> R fold(
                Function<? super Identified, ? extends R> identified,
                Function<? super NotIdentified, ? extends R> notIdentified,
                Function<? super Unreachable, ? extends R> unreachable) {
            return unreachable.apply(this);
        }
    }
}
