package io.farthing.application.fake;

import io.farthing.application.port.out.Stores;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.AppSecret;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sample data: the same arguments give equal values, different ones give values that share nothing. */
public final class Samples {

    /** A moment, to the millisecond. */
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private Samples() {}

    /** A user of that name, whose open id is derived from it. */
    public static User user(String name) {
        return new User(new UserOpenId("open-" + name), new UserName(name), NOW);
    }

    /** The wallet of {@link #user} of that name. */
    public static Wallet wallet(String name, long satoshis) {
        return new Wallet(user(name).openId(), address("wallet of " + name), Satoshis.of(satoshis));
    }

    /** An address that is derived from {@code label}. */
    public static Address address(String label) {
        byte[] digest = new Secret(label).digest().hex().getBytes(StandardCharsets.US_ASCII);
        return Address.ofKeyHash(Arrays.copyOf(digest, Address.PAYLOAD_BYTES - 1));
    }

    /** An app of that id with one secret, {@link #secret} of the same label, and one registered origin. */
    public static App app(String id) {
        AppProfile profile = new AppProfile(
                "The shop " + id,
                Optional.of(uri(site(id) + "/icon.png")),
                new RedirectUris(List.of(uri(site(id)))),
                Optional.of(uri(site(id) + "/refused")),
                Optional.of(address("shop " + id)));
        return new App(
                new AppId(id), profile, List.of(new AppSecret(secret(id).digest(), Optional.empty())), false, NOW);
    }

    // Not every id can be part of a host's name.
    private static String site(String id) {
        return "https://" + id.replaceAll("[^0-9a-z]", "x") + ".example";
    }

    /** A secret that is derived from {@code label}. */
    public static Secret secret(String label) {
        return Secret.ofRandom(Arrays.copyOf(
                new Secret(label).digest().hex().getBytes(StandardCharsets.US_ASCII), Secret.RANDOM_BYTES));
    }

    /** A web address; throws when it is none. */
    public static WebUri uri(String text) {
        return WebUri.parse(text).orElseThrow();
    }

    /** An activation of a user by an app, open for ten minutes. */
    public static Activation activation(UserOpenId user, AppId app) {
        UUID id = UUID.nameUUIDFromBytes((user + " " + app).getBytes(StandardCharsets.UTF_8));
        return new Activation(
                new ActivationId(id.toString().replace("-", "")),
                app,
                user,
                uri(site(app.value()) + "/back?user_id=7"),
                Activation.Answer.NONE,
                NOW.plus(Duration.ofMinutes(10)));
    }

    /** Spending limits. */
    public static SpendingLimits limits(long single, long cumulative) {
        return new SpendingLimits(Satoshis.of(single), Satoshis.of(cumulative));
    }

    /** An order that pays one address outside of every wallet. */
    public static PaymentOrder order(AppId app, UserOpenId user, String number, long satoshis) {
        return order(app, user, number, new Recipient(address("outside"), Satoshis.of(satoshis)));
    }

    /** An order that pays these recipients. */
    public static PaymentOrder order(AppId app, UserOpenId user, String number, Recipient... recipients) {
        Recipients all = new Recipients(List.of(recipients));
        return new PaymentOrder(
                app,
                user,
                new MerchantOrderNumber(number),
                all.total(),
                all,
                new ItemName("bananas"),
                OpReturn.parse("for " + number));
    }

    /** An order that was accepted, and that an outside wallet is about to pay. */
    public static Payment reserved(long number, PaymentOrder order) {
        return new Payment(
                new PaymentId(number),
                new AuthorizationId(1),
                order,
                Settlement.GATEWAY,
                PaymentStatus.RESERVED,
                NOW,
                Receipt.NONE);
    }

    /** Adds the {@link #user} of that name, without a password, and funds the wallet with so much. */
    public static User addUser(Stores stores, String name, long satoshis) {
        User user = user(name);
        if (!stores.users().add(user, Optional.empty(), wallet(name, 0))) {
            throw new IllegalStateException(name + " is there already");
        }
        if (satoshis > 0) {
            fund(stores, name, "first of " + name, satoshis);
        }
        return user;
    }

    /** Funds the wallet of the {@link #user} of that name under a new reference. */
    public static void fund(Stores stores, String name, String reference, long satoshis) {
        Wallet wallet = stores.wallets().lock(user(name).openId()).orElseThrow();
        Satoshis amount = Satoshis.of(satoshis);
        Funding funding = new Funding(new FundingReference(reference), wallet.owner(), amount, NOW);
        stores.wallets().record(funding, wallet.credit(amount));
    }

    /** Adds the {@link #app} of that id. */
    public static App addApp(Stores stores, String id) {
        App app = app(id);
        stores.apps().add(app);
        return app;
    }

    /** Adds an active authorization within these limits. */
    public static Authorization addAuthorization(Stores stores, UserOpenId user, AppId app, SpendingLimits limits) {
        Authorization authorization =
                Authorization.approved(stores.authorizations().nextId(), user, app, limits, NOW);
        stores.authorizations().add(authorization);
        return authorization;
    }
}
