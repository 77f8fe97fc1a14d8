package io.farthing.application.fake;

import io.farthing.application.port.out.OutsideConsent;
import io.farthing.application.port.out.OutsideConsentStore;
import io.farthing.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.Optional;

/** Consents at an outside wallet in memory. */
final class InMemoryOutsideConsentStore implements OutsideConsentStore {

    private final InMemoryState state;

    InMemoryOutsideConsentStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void add(OutsideConsent consent) {
        InMemoryState.require(state.activations, consent.activation());
        InMemoryState.add(state.outsideConsents, consent.state(), consent);
    }

    @Override
    public Optional<OutsideConsent> take(SecretDigest digest) {
        return Optional.ofNullable(state.outsideConsents.remove(digest));
    }

    @Override
    public int removeExpired(Instant moment) {
        int before = state.outsideConsents.size();
        state.outsideConsents.values().removeIf(consent -> consent.expiresAt().isBefore(moment));
        return before - state.outsideConsents.size();
    }
}
