package io.farthing.application.service;

import io.farthing.application.fake.FastPasswordHasher;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** What services are made of in these tests, and the shortest ways to put something into the storage. */
final class ServiceBench {

    static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);
    static final Duration SESSION_LIFETIME = Duration.ofHours(8);

    final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    final TestClock clock = new TestClock();
    final FastPasswordHasher hasher = new FastPasswordHasher();
    final Randomness randomness = new Randomness(new SecureRandom());
    final PayableAddresses addresses = new PayableAddresses(RULES.settlement(), new NoOutsideWallet());

    static PlatformSettings strict() {
        return settings(false);
    }

    static PlatformSettings lenient() {
        return settings(true);
    }

    /** The apps as a server knows them that has just started. */
    AppService apps(PlatformSettings settings) {
        KnownApps known = new KnownApps(storage, new StorageBulkhead(), clock);
        return new AppService(storage, known, settings, clock, randomness);
    }

    User addUser(String name, long satoshis) {
        return storage.write(stores -> Samples.addUser(stores, name, satoshis));
    }

    App addApp(String id) {
        return storage.write(stores -> Samples.addApp(stores, id));
    }

    Authorization authorize(User user, App app, SpendingLimits limits) {
        return storage.write(stores -> Samples.addAuthorization(stores, user.openId(), app.id(), limits));
    }

    void suspend(App app) {
        change(app.withSuspended(true));
    }

    void change(App app) {
        storage.write(stores -> {
            stores.apps().update(app);
            return app;
        });
    }

    /** The user's authorizations: active ones first, then newest first. */
    List<Authorization> authorizationsOf(UserOpenId user) {
        return storage.read(stores -> stores.authorizations().of(user, 100));
    }

    private static PlatformSettings settings(boolean lenient) {
        return new PlatformSettings(RULES.minimum(), lenient, lenient, true, SESSION_LIFETIME, 100, 100);
    }
}
