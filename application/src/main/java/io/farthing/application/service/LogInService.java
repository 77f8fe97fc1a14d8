package io.farthing.application.service;

import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets people in and out. Thread-safe. */
final class LogInService implements LogIn {

    private record Candidate(User user, PasswordHash hash) {}

    private final UnitOfWork unitOfWork;
    private final PasswordHasher hasher;
    private final PlatformSettings settings;
    private final InstantSource clock;
    private final Randomness randomness;
    private final LogInThrottle throttle;
    // Apart from failures to log in: a place where many people are new is no place where somebody guesses.
    private final LogInThrottle signUps;

    // Names that do not exist are compared with this, so that they take as long as those that do.
    private final PasswordHash nobody;

    /** The service on a storage. */
    LogInService(
            UnitOfWork unitOfWork,
            PasswordHasher hasher,
            PlatformSettings settings,
            InstantSource clock,
            Randomness randomness) {
        this.unitOfWork = unitOfWork;
        this.hasher = hasher;
        this.settings = settings;
        this.clock = clock;
        this.randomness = randomness;
        this.throttle = new LogInThrottle(clock);
        this.signUps = new LogInThrottle(clock);
        this.nobody = hasher.hash(new Password(randomness.secret().value()));
    }

    @Override
    public Result logIn(String name, String password, String place) {
        Optional<UserName> userName = UserName.parse(name);
        String account = userName.map(UserName::key).orElse("");
        // An attempt that ends in an exception said nothing about the password.
        try (LogInThrottle.Attempt attempt = throttle.begin(account, place)) {
            return attempt.delay().isZero() ? logIn(userName, password, attempt) : new TooSoon(attempt.delay());
        }
    }

    private Result logIn(Optional<UserName> name, String password, LogInThrottle.Attempt attempt) {
        Optional<Candidate> candidate = name.flatMap(this::candidate);
        boolean matches = Password.parse(password)
                .map(typed ->
                        hasher.matches(typed, candidate.map(Candidate::hash).orElse(nobody)))
                .orElse(false);
        if (candidate.isEmpty() || !matches) {
            attempt.failed();
            return new Refused();
        }
        attempt.succeeded();
        return new LoggedIn(begin(candidate.get().user().openId()));
    }

    @Override
    public Duration countSignUp(String place) {
        return signUps.count(place);
    }

    @Override
    public Secret begin(UserOpenId user) {
        Secret session = randomness.secret();
        Instant expiresAt = clock.instant().plus(settings.sessionLifetime());
        return unitOfWork.write(stores -> {
            stores.tokens().add(new Token(session.digest(), TokenPurpose.SESSION, user, Optional.empty(), expiresAt));
            return session;
        });
    }

    @Override
    public Optional<User> user(Secret session) {
        return unitOfWork.read(stores -> stores.tokens()
                .find(session.digest(), TokenPurpose.SESSION)
                .filter(token -> !token.isExpired(clock.instant()))
                .flatMap(token -> stores.users().find(token.user())));
    }

    @Override
    public void logOut(Secret session) {
        unitOfWork.write(stores -> stores.tokens().take(session.digest(), TokenPurpose.SESSION));
    }

    private Optional<Candidate> candidate(UserName name) {
        return unitOfWork.read(stores -> stores.users().find(name).flatMap(user -> withPassword(stores, user)));
    }

    private static Optional<Candidate> withPassword(Stores stores, User user) {
        return stores.users().password(user.openId()).map(hash -> new Candidate(user, hash));
    }
}
