package io.farthing.application.port.in;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.Optional;

/** Lets an app learn who a user is, once the user allows it: "log in with the wallet". Thread-safe. */
public interface ShareIdentity {

    /** How long a code is good. */
    Duration CODE_LIFETIME = Duration.ofMinutes(5);

    /** How long an access token is good. */
    Duration ACCESS_LIFETIME = Duration.ofHours(2);

    /** How long a refresh token is good. */
    Duration REFRESH_LIFETIME = Duration.ofDays(30);

    /**
     * What an app gets for a code.
     *
     * @param access good for {@link #ACCESS_LIFETIME}
     * @param refresh good once, for {@link #REFRESH_LIFETIME}
     */
    record Tokens(Secret access, Secret refresh) {}

    /**
     * What an access token tells about itself.
     *
     * @param state whether it is good
     * @param left how long it stays good; zero unless it is good
     */
    record TokenCheck(TokenState state, Duration left) {}

    /** Whether a token is good. */
    enum TokenState {
        /** It is good. */
        GOOD,
        /** It was good once. */
        EXPIRED,
        /** It never was, or was so long ago that nobody remembers, or its app is suspended. */
        UNKNOWN
    }

    /**
     * What an app learns about a user.
     *
     * @param user who
     * @param address under which the user can be paid; nothing where an outside wallet pays that has told none
     * @param authorization the active authorization of the asking app
     */
    record Identity(User user, Optional<Address> address, Optional<Authorization> authorization) {}

    /**
     * A code that the app can exchange once. The user has just allowed it.
     *
     * @param user somebody who is a user here; not knowing them is the caller's mistake, and fails
     */
    Secret issueCode(AppId app, UserOpenId user);

    /** Exchanges a code of that app; nothing when it is wrong, used, expired or another app's. Single use. */
    Optional<Tokens> exchange(AppId app, Secret code);

    /** Exchanges a refresh token of that app for new tokens; nothing as for {@link #exchange}. Single use. */
    Optional<Tokens> refresh(AppId app, Secret refreshToken);

    /** Whether an access token is good, and for how long. */
    TokenCheck check(Secret accessToken);

    /** About the user that an access token speaks for; nothing when the token is not good or its app is suspended. */
    Optional<Identity> identity(Secret accessToken);
}
