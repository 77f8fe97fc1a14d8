package io.farthing.application.service;

import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.address.Network;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.AppSecret;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps and recognises apps. Thread-safe. */
final class AppService implements ManageApps, AuthenticateApp {

    private final UnitOfWork unitOfWork;
    private final KnownApps known;
    private final PlatformSettings settings;
    private final InstantSource clock;
    private final Randomness randomness;

    /** The service on a storage, and on the apps that are known from there. */
    AppService(
            UnitOfWork unitOfWork,
            KnownApps known,
            PlatformSettings settings,
            InstantSource clock,
            Randomness randomness) {
        this.unitOfWork = unitOfWork;
        this.known = known;
        this.settings = settings;
        this.clock = clock;
        this.randomness = randomness;
    }

    @Override
    public WithSecret register(AppProfile profile) {
        requireAllowed(profile);
        Secret secret = randomness.secret();
        AppSecret kept = new AppSecret(secret.digest(), Optional.empty());
        App app = new App(new AppId(randomness.id()), profile, List.of(kept), false, clock.instant());
        return unitOfWork.write(stores -> {
            stores.apps().add(app);
            return new WithSecret(app, secret);
        });
    }

    @Override
    public Optional<App> change(AppId id, AppProfile profile) {
        requireAllowed(profile);
        return update(id, app -> app.withProfile(profile));
    }

    @Override
    public Optional<WithSecret> rotateSecret(AppId id, Duration grace) {
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            throw new InvalidInput(
                    "old_secret_valid_seconds",
                    "old_secret_valid_seconds must be 0 to " + MAX_GRACE.toSeconds() + ", not " + grace.toSeconds());
        }
        Secret secret = randomness.secret();
        Instant now = clock.instant();
        return update(id, app -> app.rotate(secret.digest(), now, now.plus(grace)))
                .map(app -> new WithSecret(app, secret));
    }

    @Override
    public Optional<App> suspend(AppId id, boolean suspended) {
        return update(id, app -> app.withSuspended(suspended));
    }

    @Override
    public List<App> list(Optional<AppId> after, int limit) {
        PageLimit.require(limit, MAX_PAGE);
        return unitOfWork.read(stores -> stores.apps().list(after, limit));
    }

    @Override
    public Optional<App> lookUp(AppId id) {
        return unitOfWork.read(stores -> stores.apps().find(id));
    }

    @Override
    public Optional<App> find(AppId id) {
        return known.find(id).filter(app -> !app.suspended());
    }

    @Override
    public boolean isAuthentic(App app, Secret secret) {
        return app.accepts(secret, clock.instant());
    }

    private Optional<App> update(AppId id, UnaryOperator<App> change) {
        Optional<App> updated = unitOfWork.write(stores -> {
            Optional<App> changed = stores.apps().lock(id).map(change);
            changed.ifPresent(stores.apps()::update);
            return changed;
        });
        known.forget(id);
        return updated;
    }

    private void requireAllowed(AppProfile profile) {
        // Whoever is asked to trust an app has to know which. A name from before this was asked stays one.
        if (!Texts.isReadable(profile.name())) {
            throw new InvalidInput(
                    "name",
                    "name must have something that can be seen, and no characters that change the direction of text");
        }
        profile.redirectUris().registered().forEach(uri -> requireEncrypted("redirect_uris", uri));
        profile.refuseUrl().ifPresent(uri -> requireEncrypted("refuse_url", uri));
        profile.icon().ifPresent(uri -> requireEncrypted("icon_url", uri));
        profile.receiveAddress().ifPresent(address -> {
            if (address.network() == Network.TEST && !settings.testNetAllowed()) {
                throw new InvalidInput(
                        "receive_address",
                        "receive_address " + address + " is of the test net, which is not accepted"
                                + unlessAllowed("addresses.test-net"));
            }
        });
    }

    private void requireEncrypted(String field, WebUri uri) {
        if (!uri.isEncrypted() && !uri.isLoopback() && !settings.plainHttpAllowed()) {
            throw new InvalidInput(
                    field,
                    field + " has " + uri + ": only https is accepted, or http on a loopback host"
                            + unlessAllowed("redirects.plain-http"));
        }
    }

    // Apps are registered by the operator alone, or by a host: those who can change that.
    private static String unlessAllowed(String setting) {
        return ", unless the server's setting " + setting + " is true (embedded: PlatformSettings)";
    }
}
