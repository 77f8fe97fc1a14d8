package io.farthing.application.service;

import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Tells apps who a user is. Thread-safe. */
final class IdentityService implements ShareIdentity {

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Randomness randomness;
    private final PayableAddresses addresses;

    /** The service on a storage. */
    IdentityService(UnitOfWork unitOfWork, InstantSource clock, Randomness randomness, PayableAddresses addresses) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.randomness = randomness;
        this.addresses = addresses;
    }

    @Override
    public Secret issueCode(AppId app, UserOpenId user) {
        return unitOfWork.write(stores -> issue(stores, TokenPurpose.LOG_IN_CODE, CODE_LIFETIME, app, user));
    }

    @Override
    public Optional<Tokens> exchange(AppId app, Secret code) {
        return unitOfWork.write(stores -> trade(stores, code, TokenPurpose.LOG_IN_CODE, app));
    }

    @Override
    public Optional<Tokens> refresh(AppId app, Secret refreshToken) {
        return unitOfWork.write(stores -> trade(stores, refreshToken, TokenPurpose.REFRESH, app));
    }

    @Override
    public TokenCheck check(Secret accessToken) {
        Instant now = clock.instant();
        return unitOfWork
                .read(stores -> stores.tokens()
                        .find(accessToken.digest(), TokenPurpose.ACCESS)
                        .filter(token -> isServed(stores, token)))
                .map(token -> token.isExpired(now)
                        ? new TokenCheck(TokenState.EXPIRED, Duration.ZERO)
                        : new TokenCheck(TokenState.GOOD, Duration.between(now, token.expiresAt())))
                .orElse(new TokenCheck(TokenState.UNKNOWN, Duration.ZERO));
    }

    @Override
    public Optional<Identity> identity(Secret accessToken) {
        Instant now = clock.instant();
        return unitOfWork.read(stores -> stores.tokens()
                .find(accessToken.digest(), TokenPurpose.ACCESS)
                .filter(token -> !token.isExpired(now) && isServed(stores, token))
                .map(token -> identity(stores, token)));
    }

    // A token outlives the moment at which the operator stops its app; what it tells does not.
    private static boolean isServed(Stores stores, Token token) {
        return token.app()
                .flatMap(stores.apps()::find)
                .filter(app -> !app.suspended())
                .isPresent();
    }

    private Identity identity(Stores stores, Token token) {
        Wallet wallet = stores.wallets().find(token.user()).orElseThrow();
        return new Identity(
                stores.users().find(token.user()).orElseThrow(),
                addresses.of(stores, wallet),
                stores.authorizations().findActive(token.user(), token.app().orElseThrow()));
    }

    // Looked at before it is taken, so that an app cannot use up what belongs to another.
    private Optional<Tokens> trade(Stores stores, Secret secret, TokenPurpose purpose, AppId app) {
        Instant now = clock.instant();
        return stores.tokens()
                .find(secret.digest(), purpose)
                .filter(token -> token.app().equals(Optional.of(app)) && !token.isExpired(now))
                .flatMap(token -> stores.tokens().take(token.digest(), purpose))
                .map(token -> new Tokens(
                        issue(stores, TokenPurpose.ACCESS, ACCESS_LIFETIME, app, token.user()),
                        issue(stores, TokenPurpose.REFRESH, REFRESH_LIFETIME, app, token.user())));
    }

    private Secret issue(Stores stores, TokenPurpose purpose, Duration lifetime, AppId app, UserOpenId user) {
        Secret secret = randomness.secret();
        Instant expiresAt = clock.instant().plus(lifetime);
        stores.tokens().add(new Token(secret.digest(), purpose, user, Optional.of(app), expiresAt));
        return secret;
    }
}
