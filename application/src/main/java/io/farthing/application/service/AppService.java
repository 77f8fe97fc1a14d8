package io.farthing.application.service;

import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.address.Network;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.AppSecret;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps and recognises apps. Thread-safe. */
final class AppService implements ManageApps, AuthenticateApp {

    /** An app that is known for so long is read again by one of those who ask for it, before all of them have to wait. */
    static final int RENEWAL_AGE_MS = MAX_STALENESS_MS / 2;

    private record Cached(App app, Instant readAt, AtomicBoolean renewed) {
        boolean isFresh(Instant now) {
            return isYounger(MAX_STALENESS_MS, now);
        }

        /** Whether it is old enough to be read again, and nobody else was told so. */
        boolean isToBeRenewed(Instant now) {
            return !isYounger(RENEWAL_AGE_MS, now) && renewed.compareAndSet(false, true);
        }

        private boolean isYounger(int ms, Instant now) {
            // A clock that was set back says nothing about how old it is.
            return !now.isBefore(readAt) && now.isBefore(readAt.plusMillis(ms));
        }
    }

    private final UnitOfWork storage;
    private final Bulkhead bulkhead;
    /** The storage behind the bulkhead. */
    private final UnitOfWork unitOfWork;

    private final PlatformSettings settings;
    private final InstantSource clock;
    private final Randomness randomness;

    /** The newest failure to read an app, and when it was found out. */
    private record Failed(StorageFailure failure, long atNanos) {}

    private volatile @Nullable Failed failed;

    // Only apps that exist are kept, so that nobody can fill the cache with made-up ids.
    private final ConcurrentHashMap<AppId, Cached> cache = new ConcurrentHashMap<>();

    /** The service on a storage, before which there is a bulkhead. */
    AppService(
            UnitOfWork storage,
            Bulkhead bulkhead,
            PlatformSettings settings,
            InstantSource clock,
            Randomness randomness) {
        this.storage = storage;
        this.bulkhead = bulkhead;
        this.unitOfWork = bulkhead.before(storage);
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
        if (limit < 1 || limit > MAX_PAGE) {
            throw new InvalidInput("limit", "limit must be 1 to " + MAX_PAGE + ", not " + limit);
        }
        return unitOfWork.read(stores -> stores.apps().list(after, limit));
    }

    @Override
    public Optional<App> lookUp(AppId id) {
        return unitOfWork.read(stores -> stores.apps().find(id));
    }

    @Override
    public Optional<App> find(AppId id) {
        Instant now = clock.instant();
        Cached known = cache.get(id);
        Cached cached = known != null && known.isFresh(now) && !known.isToBeRenewed(now) ? known : read(id, known, now);
        return Optional.ofNullable(cached).map(Cached::app).filter(app -> !app.suspended());
    }

    // Whoever comes while somebody reads waits for what that one finds, and does not read as well; but not everybody.
    private @Nullable Cached read(AppId id, @Nullable Cached known, Instant now) {
        long cameNanos = System.nanoTime();
        return bulkhead.within(() -> cache.compute(id, (key, kept) -> {
            boolean isNews = kept != null && !kept.equals(known) && kept.isFresh(now);
            return isNews
                    ? kept
                    : read(key, cameNanos)
                            .map(app -> new Cached(app, now, new AtomicBoolean()))
                            .orElse(null);
        }));
    }

    // A storage that is away may take ten seconds to say so, and those who wait take turns here: the last of them would
    // wait for a quarter of an hour. So what one is told holds for all who had come by then.
    private Optional<App> read(AppId id, long cameNanos) {
        Failed newest = failed;
        if (newest != null && newest.atNanos() - cameNanos > 0) {
            StorageFailure failure = newest.failure();
            throw new StorageFailure(failure.category(), String.valueOf(failure.getMessage()), failure);
        }
        try {
            return storage.read(stores -> stores.apps().find(id));
        } catch (StorageFailure failure) {
            failed = new Failed(failure, System.nanoTime());
            throw failure;
        }
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
        // Waits for a reader who may have read what was there before; whoever reads from now on sees the change.
        cache.remove(id);
        return updated;
    }

    private void requireAllowed(AppProfile profile) {
        profile.redirectUris().registered().forEach(uri -> requireEncrypted("redirect_uris", uri));
        profile.refuseUrl().ifPresent(uri -> requireEncrypted("refuse_url", uri));
        profile.icon().ifPresent(uri -> requireEncrypted("icon_url", uri));
        profile.receiveAddress().ifPresent(address -> {
            if (address.network() == Network.TEST && !settings.testNetAllowed()) {
                throw new InvalidInput(
                        "receive_address",
                        "receive_address " + address + " is of the test net, which this server does not accept");
            }
        });
    }

    private void requireEncrypted(String field, WebUri uri) {
        if (!uri.isEncrypted() && !uri.isLoopback() && !settings.plainHttpAllowed()) {
            throw new InvalidInput(
                    field, field + " has " + uri + ": only https is accepted, or http on a loopback host");
        }
    }
}
