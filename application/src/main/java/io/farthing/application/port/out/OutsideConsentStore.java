package io.farthing.application.port.out;

import io.farthing.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * The consents that users are giving at an outside wallet.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface OutsideConsentStore {

    /** Adds a consent; throws {@link IllegalStateException} when its state is there already. */
    void add(OutsideConsent consent);

    /** Removes and returns a consent: of several units of work that take one, a single one gets it. */
    Optional<OutsideConsent> take(SecretDigest state);

    /** Removes consents that expired before {@code moment}; returns how many. */
    int removeExpired(Instant moment);
}
