package io.farthing.persistence.copy;

import static io.farthing.application.fake.Samples.address;
import static io.farthing.application.fake.Samples.app;
import static io.farthing.application.fake.Samples.secret;
import static io.farthing.application.fake.Samples.uri;
import static io.farthing.application.fake.Samples.user;
import static io.farthing.application.fake.Samples.wallet;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore;
import io.farthing.application.port.out.OutsideConsent;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.event.AuthorizationEvents;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.payment.Verdict;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something of every kind that a database can hold: whoever adds a table adds a row for it here. */
public final class CopySample {

    public static final AppId SHOP = new AppId("shop");
    static final String PAYER = "ann";
    static final List<ListenerName> LISTENERS = List.of(new ListenerName("audit"), new ListenerName("mail"));

    private static final int BATCH = 1000;
    private static final int OUTSIDE = 3;
    private static final long FUNDS = 1_000_000_000;

    private CopySample() {}

    /** Fills a database, among others with so many payments. */
    public static void fill(UnitOfWork unitOfWork, int payments) {
        unitOfWork.<Boolean>write(stores -> {
            addApps(stores);
            addUsers(stores);
            addTokens(stores);
            stores.activations().add(Samples.activation(payer(), SHOP));
            addAuthorizations(stores);
            addEvents(stores);
            return true;
        });
        int ours = payments - OUTSIDE;
        for (int first = 0; first < ours; first += BATCH) {
            PaymentBatches.run(unitOfWork, orders(first, Math.min(BATCH, ours - first)));
        }
        if (ours > 0) {
            addOutside(unitOfWork, orders(ours, OUTSIDE));
        } else {
            PaymentBatches.run(unitOfWork, orders(0, payments));
        }
    }

    /** Adds an event for each of the listeners, and has one of them told by somebody. */
    static void addEvents(Stores stores) {
        Authorization authorization =
                Authorization.approved(new AuthorizationId(1), payer(), SHOP, Samples.limits(1, 2), Samples.NOW);
        stores.leases()
                .take(
                        LeaseStore.Task.telling(LISTENERS.get(0)),
                        "a \\ platform",
                        Samples.NOW,
                        Samples.NOW.plusSeconds(1));
        stores.events().add(LISTENERS, List.of(AuthorizationEvents.added(authorization)));
    }

    // One that is settled, one whose outcome is not known, and one that failed; and what else there is about them.
    private static void addOutside(UnitOfWork unitOfWork, List<PaymentOrder> orders) {
        List<Attempt> attempts = PaymentBatches.number(unitOfWork, orders);
        List<PaymentId> ids = PaymentBatches.decideOutside(unitOfWork, List.of(), attempts).accepted().stream()
                .map(Payment::id)
                .toList();
        List<Verdict> verdicts = List.of(
                new Verdict(ids.get(0), new Finding.Settled(new Receipt("R-\\1", "tx"))),
                new Verdict(ids.get(1), new Finding.Unknown("no answer")),
                new Verdict(ids.get(2), new Finding.Failed()));
        unitOfWork.<Boolean>write(stores -> {
            PaymentBatches.decideOutside(stores, verdicts, List.of());
            stores.resolutions()
                    .add(new Resolution(ids.get(0), Resolution.Outcome.SETTLED, "seen in \\ their books", Samples.NOW));
            stores.outsideConsents()
                    .add(new OutsideConsent(
                            secret("state").digest(),
                            Samples.activation(payer(), SHOP).id(),
                            Samples.limits(1, 2),
                            Samples.NOW));
            stores.leases().take(LeaseStore.Task.RECONCILIATION, "a server", Samples.NOW, Samples.NOW.plusSeconds(1));
            return true;
        });
    }

    static UserOpenId payer() {
        return user(PAYER).openId();
    }

    private static void addApps(Stores stores) {
        App plain = app(SHOP.value());
        AppProfile rich = new AppProfile(
                "C:\\shops\\n \\N \"café\" 日本 🎈",
                plain.profile().icon(),
                new RedirectUris(List.of(uri("https://one.example"), uri("https://two.example/back"))),
                Optional.empty(),
                Optional.empty());
        stores.apps()
                .add(plain.withProfile(rich).rotate(secret("new").digest(), Samples.NOW, Samples.NOW.plusSeconds(9)));
        stores.apps().add(app("closed").withSuspended(true));
    }

    private static void addUsers(Stores stores) {
        Samples.addUser(stores, PAYER, FUNDS);
        stores.users().add(user("bob"), Optional.of(new PasswordHash("$argon2id$v=19$x")), wallet("bob", 0));
        Samples.addUser(stores, "carol", 0);
        Samples.fund(stores, PAYER, "second of ann", 5);
    }

    private static void addTokens(Stores stores) {
        for (TokenPurpose purpose : TokenPurpose.values()) {
            Optional<AppId> app = purpose == TokenPurpose.SESSION ? Optional.empty() : Optional.of(SHOP);
            stores.tokens()
                    .add(new Token(
                            secret("token " + purpose).digest(),
                            purpose,
                            payer(),
                            app,
                            Samples.NOW.plus(Duration.ofDays(1))));
        }
    }

    private static void addAuthorizations(Stores stores) {
        Authorization replaced = Samples.addAuthorization(stores, payer(), SHOP, Samples.limits(5, 50));
        stores.authorizations().update(replaced.end(Standing.REPLACED), Samples.NOW);
        Samples.addAuthorization(stores, payer(), SHOP, Samples.limits(100, FUNDS));
    }

    // Some with OP_RETURN, some that a wallet is credited for, one that pays itself.
    private static List<PaymentOrder> orders(int first, int count) {
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            Recipients recipients = new Recipients(List.of(
                    new Recipient(address("outside " + i), Satoshis.of(1)),
                    new Recipient(wallet(i % 3 == 0 ? "bob" : PAYER, 0).address(), Satoshis.of(2))));
            orders.add(new PaymentOrder(
                    SHOP,
                    payer(),
                    new MerchantOrderNumber("\\" + i),
                    recipients.total(),
                    recipients,
                    new ItemName("a \\ page 🎈"),
                    i % 2 == 0 ? OpReturn.NONE : OpReturn.parse("for " + i)));
        }
        return orders;
    }
}
