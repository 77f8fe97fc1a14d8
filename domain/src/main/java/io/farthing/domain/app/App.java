package io.farthing.domain.app;

import io.farthing.domain.secret.Secret;
import io.farthing.domain.secret.SecretDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A merchant's application.
 *
 * @param id its public id
 * @param profile what the operator says about it
 * @param secrets with which it may speak: the newest, and earlier ones that are still good for a while
 * @param suspended whether the operator has stopped it; a suspended app is treated as unknown
 * @param createdAt when it was registered
 */
public record App(AppId id, AppProfile profile, List<AppSecret> secrets, boolean suspended, Instant createdAt) {

    /** Refuses an app without a secret. */
    public App {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("an app has a secret");
        }
    }

    /** Whether {@code presented} is one of the app's secrets and still good; takes the same time either way. */
    public boolean accepts(Secret presented, Instant now) {
        SecretDigest digest = presented.digest();
        boolean accepted = false;
        for (AppSecret secret : secrets) {
            if (secret.isValid(now)) {
                accepted |= secret.digest().matches(digest);
            }
        }
        return accepted;
    }

    /** The app with a new secret; the one until now stays good until {@code oldValidUntil}, earlier ones end now. */
    public App rotate(SecretDigest fresh, Instant now, Instant oldValidUntil) {
        List<AppSecret> rotated = new ArrayList<>();
        rotated.add(new AppSecret(fresh, Optional.empty()));
        if (now.isBefore(oldValidUntil)) {
            rotated.add(new AppSecret(secrets.get(0).digest(), Optional.of(oldValidUntil)));
        }
        return new App(id, profile, rotated, suspended, createdAt);
    }

    /** The app with another profile. */
    public App withProfile(AppProfile changed) {
        return new App(id, changed, secrets, suspended, createdAt);
    }

    /** The app, stopped or let go on. */
    public App withSuspended(boolean changed) {
        return new App(id, profile, secrets, changed, createdAt);
    }
}
