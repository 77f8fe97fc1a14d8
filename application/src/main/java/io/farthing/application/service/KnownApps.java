package io.farthing.application.service;

import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Apps as they were read last, because nearly every request asks for one. Nothing is older than {@link
 * AuthenticateApp#MAX_STALENESS_MS}. Of those who ask for the same app at once one reads it, and the others wait for what
 * he finds, as far as the bulkhead has room for them. Thread-safe.
 */
final class KnownApps {

    /** An app that is known for so long is read again by one of those who ask for it, before all of them have to wait. */
    static final int RENEWAL_AGE_MS = AuthenticateApp.MAX_STALENESS_MS / 2;

    private record Known(App app, Instant readAt, AtomicBoolean renewed) {
        boolean isFresh(Instant now) {
            return isYounger(AuthenticateApp.MAX_STALENESS_MS, now);
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

    /** The newest failure to read an app, and when it was found out. */
    private record Failed(StorageFailure failure, long atNanos) {}

    private final UnitOfWork storage;
    private final StorageBulkhead bulkhead;
    private final InstantSource clock;

    // Only apps that exist are kept, so that nobody can fill the memory with made-up ids.
    private final ConcurrentHashMap<AppId, Known> apps = new ConcurrentHashMap<>();

    private volatile @Nullable Failed failed;

    /** The apps of a storage, before which whoever asks goes through the bulkhead. */
    KnownApps(UnitOfWork storage, StorageBulkhead bulkhead, InstantSource clock) {
        this.storage = storage;
        this.bulkhead = bulkhead;
        this.clock = clock;
    }

    /** The app of that id, suspended or not. */
    Optional<App> find(AppId id) {
        Instant now = clock.instant();
        Known known = apps.get(id);
        Known found = known != null && known.isFresh(now) && !known.isToBeRenewed(now) ? known : read(id, known, now);
        return Optional.ofNullable(found).map(Known::app);
    }

    /**
     * Whoever asks for that app from now on sees it as it is now. Waits for a reader who may have read what was there
     * before.
     */
    void forget(AppId id) {
        apps.remove(id);
    }

    // Whoever comes while somebody reads waits for what that one finds, and does not read as well; but not everybody.
    private @Nullable Known read(AppId id, @Nullable Known known, Instant now) {
        long cameNanos = System.nanoTime();
        return bulkhead.within(() -> apps.compute(id, (key, kept) -> {
            boolean isNews = kept != null && !kept.equals(known) && kept.isFresh(now);
            return isNews
                    ? kept
                    : read(key, cameNanos)
                            .map(app -> new Known(app, now, new AtomicBoolean()))
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
}
