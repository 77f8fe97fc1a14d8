package io.farthing.bench.server;

import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.AppSecret;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Those who take part in the benchmark: an app and users who have authorized it and have more money than they can spend.
 * They are written straight into the stores, before any server runs: that is not what is measured. The open ids of all
 * users have the same length.
 */
public final class Population {

    /** How many users there are. */
    public static final int USERS = 1000;

    /** The app that draws. */
    public static final AppId APP = new AppId("benchmark");

    /** The app's secret: as long as a real one. */
    public static final Secret SECRET = Secret.ofRandom(new byte[Secret.RANDOM_BYTES]);

    private static final Instant LONG_AGO = Instant.ofEpochSecond(1_700_000_000);
    private static final Satoshis FUNDS = Satoshis.of(Satoshis.MAX.value() / USERS);
    private static final SpendingLimits LIMITS = new SpendingLimits(Satoshis.MAX, Satoshis.MAX);
    private static final int KEY_HASH_BYTES = 20;

    private Population() {}

    /** Writes them all into an empty database. */
    public static void settle(UnitOfWork unitOfWork) {
        unitOfWork.write(stores -> {
            stores.apps().add(app());
            for (int user = 0; user < USERS; user++) {
                settle(stores, user);
            }
            return true;
        });
    }

    /** The open id of a user, 0 to {@value #USERS} - 1. */
    public static UserOpenId openId(int user) {
        return new UserOpenId(String.format(Locale.ROOT, "user-%027d", user));
    }

    /** The address of one of the two whom the user pays, 1 or 2; their wallets are elsewhere. */
    public static Address recipient(int user, int which) {
        return address(user, which);
    }

    /** The address of a user's own wallet. */
    public static Address wallet(int user) {
        return address(user, 0);
    }

    private static App app() {
        RedirectUris redirectUris =
                new RedirectUris(List.of(WebUri.parse("https://shop.example").orElseThrow()));
        return new App(
                APP,
                new AppProfile("Benchmark", Optional.empty(), redirectUris, Optional.empty(), Optional.empty()),
                List.of(new AppSecret(SECRET.digest(), Optional.empty())),
                false,
                LONG_AGO);
    }

    private static void settle(Stores stores, int user) {
        UserOpenId openId = openId(user);
        Wallet wallet = new Wallet(openId, wallet(user), Satoshis.ZERO);
        stores.users().add(new User(openId, new UserName("user " + user), LONG_AGO), Optional.empty(), wallet);
        stores.wallets()
                .record(
                        new Funding(new FundingReference("funds " + user), openId, FUNDS, LONG_AGO),
                        wallet.credit(FUNDS));
        stores.authorizations()
                .add(Authorization.approved(stores.authorizations().nextId(), openId, APP, LIMITS, LONG_AGO));
    }

    private static Address address(int user, int which) {
        // What looks like a hash, since databases may compress what does not.
        byte[] hash = new byte[KEY_HASH_BYTES];
        new Random(user * 4L + which).nextBytes(hash);
        return Address.ofKeyHash(hash);
    }
}
