package io.farthing.domain.app;

import io.farthing.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret with which an app may speak.
 *
 * @param digest under which the secret is known
 * @param validUntil the first moment at which it is no longer good; none for the newest one
 */
public record AppSecret(SecretDigest digest, Optional<Instant> validUntil) {

    /** Whether the secret is still good. */
    public boolean isValid(Instant now) {
        return validUntil.map(now::isBefore).orElse(true);
    }
}
