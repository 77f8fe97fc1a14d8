package io.farthing.application.port.out;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something of every kind that is stored, to find out whether all of it is still there. */
final class EveryKind {

    static final AppId SHOP = new AppId("shop");
    static final UserOpenId ANN = Samples.user("ann").openId();
    static final UserOpenId BOB = Samples.user("bob").openId();
    static final Task TASK = Task.RECONCILIATION;
    static final Instant LEASE_IS_OVER = Samples.NOW.plusSeconds(30);
    static final OutsideConsent CONSENT = new OutsideConsent(
            Samples.secret("consent").digest(),
            Samples.activation(ANN, SHOP).id(),
            Samples.limits(7, 70),
            Samples.NOW.plusSeconds(60));

    private static final ListenerName LISTENER = new ListenerName("mail");

    private EveryKind() {}

    /** Writes something of every kind into an empty storage. */
    static void write(UnitOfWork unitOfWork) {
        unitOfWork.write(stores -> {
            addPeople(stores);
            addConsents(stores);
            return true;
        });
        PaymentOrder split = Samples.order(
                SHOP,
                ANN,
                "paid",
                new Recipient(Samples.wallet("bob", 0).address(), Satoshis.of(5)),
                new Recipient(Samples.address("elsewhere"), Satoshis.of(6)));
        PaymentBatches.accept(unitOfWork, split);
        conclude(unitOfWork, "unknown", new Finding.Unknown("no answer"));
        conclude(unitOfWork, "settled", new Finding.Settled(new Receipt("remote-7", "tx-7")));
        conclude(unitOfWork, "failed", new Finding.Failed());
        PaymentId reserved = reserve(unitOfWork, "reserved").id();
        unitOfWork.write(stores -> {
            stores.resolutions().add(new Resolution(reserved, Resolution.Outcome.FAILED, "they said so", Samples.NOW));
            stores.leases().take(TASK, "one", Samples.NOW, LEASE_IS_OVER);
            stores.events().add(List.of(LISTENER), List.of(activated(1), activated(2), activated(3)));
            EventOutbox.Entry told = stores.events().next(LISTENER, 1).get(0);
            stores.events().remove(LISTENER, List.of(told.number()));
            return true;
        });
    }

    /** All that {@link #write} wrote and that can be read without being changed. */
    static List<Object> read(UnitOfWork unitOfWork) {
        return unitOfWork.read(stores -> {
            List<Object> all = new ArrayList<>(stores.apps().list(Optional.empty(), 100));
            for (UserOpenId user : List.of(ANN, BOB)) {
                User known = stores.users().find(user).orElseThrow();
                all.add(known);
                all.add(stores.users().find(known.name()));
                all.add(stores.users().password(user));
                all.add(stores.wallets().find(user));
                all.addAll(stores.authorizations().of(user, 100));
                all.add(stores.authorizations().findActive(user, SHOP));
                all.addAll(stores.payments().drawnFrom(user, Optional.empty(), 100));
                all.addAll(stores.payments().creditedTo(user, Optional.empty(), 100));
            }
            tokens().forEach(token -> all.add(stores.tokens().find(token.digest(), token.purpose())));
            all.add(stores.activations().find(Samples.activation(ANN, SHOP).id()));
            all.add(stores.wallets().funding(new FundingReference("first of ann")));
            for (PendingPayment.Kind kind : PendingPayment.Kind.values()) {
                List<PendingPayment> pending = stores.pendingPayments().list(kind, Optional.empty(), 100);
                all.addAll(pending);
                pending.forEach(
                        each -> all.add(stores.resolutions().find(each.payment().id())));
            }
            all.add(stores.pendingPayments().count());
            all.addAll(stores.events().next(LISTENER, 100));
            all.add(stores.journal().paymentCount());
            return all;
        });
    }

    private static void addPeople(Stores stores) {
        User ann = Samples.user("ann");
        Wallet empty = Samples.wallet("ann", 0);
        stores.users().add(ann, Optional.of(new PasswordHash("$hash$")), empty);
        Samples.fund(stores, "ann", "first of ann", 1000);
        Samples.addUser(stores, "bob", 0);
        App shop = Samples.addApp(stores, SHOP.value());
        stores.apps()
                .update(shop.rotate(Samples.secret("new").digest(), Samples.NOW, Samples.NOW.plus(Duration.ofDays(1)))
                        .withSuspended(true));
    }

    private static void addConsents(Stores stores) {
        Authorization first = Samples.addAuthorization(stores, ANN, SHOP, Samples.limits(10, 100));
        stores.authorizations().update(first.spend(Satoshis.of(3)).end(Standing.REPLACED), Samples.NOW);
        Samples.addAuthorization(stores, ANN, SHOP, Samples.limits(50, 500));
        tokens().forEach(stores.tokens()::add);
        Activation activation = Samples.activation(ANN, SHOP);
        stores.activations().add(activation);
        stores.activations().update(activation.answered(Activation.Answer.APPROVED));
        stores.outsideConsents().add(CONSENT);
    }

    private static List<Token> tokens() {
        return Stream.of(TokenPurpose.values())
                .map(purpose -> new Token(
                        Samples.secret(purpose.name()).digest(),
                        purpose,
                        ANN,
                        purpose == TokenPurpose.SESSION ? Optional.empty() : Optional.of(SHOP),
                        Samples.NOW.plusSeconds(purpose.ordinal())))
                .toList();
    }

    private static PlatformEvent activated(long number) {
        return new PlatformEvent.AuthorizationActivated(
                new Occasion(ANN, SHOP, Samples.NOW), new AuthorizationId(number), Samples.limits(1, number));
    }

    private static Payment reserve(UnitOfWork unitOfWork, String number) {
        return PaymentBatches.reserve(unitOfWork, Samples.order(SHOP, ANN, number, number.length()));
    }

    private static void conclude(UnitOfWork unitOfWork, String number, Finding finding) {
        PaymentBatches.conclude(unitOfWork, reserve(unitOfWork, number), finding);
    }
}
