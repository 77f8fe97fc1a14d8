package io.farthing.application.port.out;

import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.secret.SecretDigest;
import java.time.Instant;

/**
 * A user has said yes to an app here, within limits, and was sent on to the outside wallet to say so there, too.
 *
 * @param state under which the secret is known that the browser brings back
 * @param activation what the user has said yes to
 * @param limits within which
 * @param expiresAt the first moment at which the browser comes back too late
 */
public record OutsideConsent(SecretDigest state, ActivationId activation, SpendingLimits limits, Instant expiresAt) {}
