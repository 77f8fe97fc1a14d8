package io.farthing.domain.token;

import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.Optional;

/**
 * A permission that somebody holds by knowing a secret.
 *
 * @param digest under which the secret is known
 * @param purpose what it is good for
 * @param user whom it speaks for
 * @param app the app it was given to; none for a {@link TokenPurpose#SESSION}
 * @param expiresAt the first moment at which it is no longer good
 */
public record Token(
        SecretDigest digest, TokenPurpose purpose, UserOpenId user, Optional<AppId> app, Instant expiresAt) {

    /** Refuses a session with an app, and any other token without one. */
    public Token {
        if (app.isPresent() == (purpose == TokenPurpose.SESSION)) {
            throw new IllegalArgumentException("a session belongs to no app, every other token to one");
        }
    }

    /** Whether the token is no longer good. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
