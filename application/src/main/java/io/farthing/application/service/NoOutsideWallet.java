package io.farthing.application.service;

import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** There is no outside wallet that has pages: people log in and consent here. Thread-safe: no state. */
final class NoOutsideWallet implements UseOutsideWallet {

    @Override
    public boolean isPresent() {
        return false;
    }

    @Override
    public Optional<WebUri> logInUrl(WebUri returnTo) {
        throw absent();
    }

    @Override
    public CompletableFuture<Entry> enter(Secret code) {
        throw absent();
    }

    @Override
    public Optional<WebUri> askConsent(ActivationId id, UserOpenId user, SpendingLimits limits, WebUri returnTo) {
        throw absent();
    }

    @Override
    public Optional<WebUri> consented(Secret state, UserOpenId user) {
        throw absent();
    }

    private static IllegalStateException absent() {
        return new IllegalStateException("there is no outside wallet");
    }
}
