package io.farthing.application.platform;

import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.Recurring;
import io.farthing.application.service.UseCases;
import io.farthing.application.service.event.EventDelivery;
import io.farthing.application.service.event.EventfulUnitOfWork;
import io.farthing.domain.payment.PaymentOrder;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Farthing inside another service: the use cases of the server, as calls.
 *
 * <pre>{@code
 * try (PaymentPlatform platform = PaymentPlatform.on(storage).listener("billing", billing).open()) {
 *     PaymentOutcome outcome = platform.pay(order);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Several of them may run in one process, on storages of their own or on the same one. It does by itself
 * what a server does: it removes what has expired, and finds out what an outside wallet has not told.
 */
public final class PaymentPlatform implements AutoCloseable {

    private final UseCases useCases;
    private final Recurring housekeeping;
    private final Optional<Recurring> reconciliation;
    private final Optional<EventDelivery> events;
    private final Runnable storageCloser;

    PaymentPlatform(PaymentPlatformBuilder parts, UnitOfWork unitOfWork, Runnable storageCloser) {
        this.storageCloser = storageCloser;
        this.events = parts.listeners().isEmpty()
                ? Optional.empty()
                : Optional.of(new EventDelivery(unitOfWork, parts.listeners(), parts.clock()));
        UnitOfWork noticing = events.<UnitOfWork>map(delivery -> new EventfulUnitOfWork(
                        unitOfWork, List.copyOf(parts.listeners().keySet()), delivery::wake))
                .orElse(unitOfWork);
        this.useCases = new UseCases(
                noticing,
                parts.passwords(),
                parts.meter(),
                parts.settings(),
                parts.clock(),
                new SecureRandom(),
                parts.wallet(),
                Optional.empty());
        this.housekeeping = Recurring.housekeeping(useCases.removeExpired());
        this.reconciliation = useCases.reconcilePayments()
                .map(payments -> Recurring.reconciliation(
                        payments, useCases.resolvePayments(), "PaymentPlatform.pendingPayments()"));
        housekeeping.start();
        reconciliation.ifPresent(Recurring::start);
        events.ifPresent(EventDelivery::start);
    }

    /**
     * Begins to build a platform that keeps everything in a storage, and closes the storage when it is closed itself or
     * cannot be opened.
     */
    public static PaymentPlatformBuilder on(OpenStorage storage) {
        return new PaymentPlatformBuilder(storage.unitOfWork(), storage::close);
    }

    /** Begins to build a platform on a storage that somebody else closes, after the platform. */
    public static PaymentPlatformBuilder on(UnitOfWork unitOfWork) {
        return new PaymentPlatformBuilder(unitOfWork, () -> {});
    }

    /**
     * Asks for a payment. The future completes once the outcome is on disk, or an outside wallet leaves it open, and never
     * exceptionally; what is chained to it without an executor must not block. Whether the app may ask, or is suspended,
     * is for the host to find out beforehand, from {@link #authenticateApp}.
     */
    public CompletableFuture<PaymentOutcome> request(PaymentOrder order) {
        return useCases.requestPayment().request(order);
    }

    /**
     * Asks for a payment and waits for what {@link #request} completes with. Not to be called by what is chained to such a
     * future without an executor. An interrupt doesn't end the waiting: the payment would be made all the same.
     */
    public PaymentOutcome pay(PaymentOrder order) {
        return request(order).join();
    }

    /** Says what became of payments. */
    public FindPayments payments() {
        return useCases.findPayments();
    }

    /** Shows payments at an outside wallet whose outcome is not known, and concludes them by hand. */
    public ResolvePayments pendingPayments() {
        return useCases.resolvePayments();
    }

    /** Keeps apps. */
    public ManageApps apps() {
        return useCases.manageApps();
    }

    /** Recognises apps by their secrets, for a host that lets others draw payments. */
    public AuthenticateApp authenticateApp() {
        return useCases.authenticateApp();
    }

    /** Keeps users and funds their wallets. */
    public ManageUsers users() {
        return useCases.manageUsers();
    }

    /** Has users answer apps that ask to be authorized. */
    public AnswerActivation activations() {
        return useCases.answerActivation();
    }

    /** Shows, changes and revokes consents. */
    public ManageAuthorizations authorizations() {
        return useCases.manageAuthorizations();
    }

    /** Tells apps who a user is. */
    public ShareIdentity identity() {
        return useCases.shareIdentity();
    }

    /** Lets users in; throws {@link IllegalStateException} when the platform was built without passwords. */
    public LogIn logIn() {
        return useCases.logIn();
    }

    /** Checks the books. */
    public VerifyLedger ledger() {
        return useCases.verifyLedger();
    }

    /** Says whether the platform works. */
    public CheckReadiness readiness() {
        return useCases.checkReadiness();
    }

    /** How many orders wait to be committed, those that are being committed included. */
    public int waitingOrders() {
        return useCases.waitingOrders();
    }

    /**
     * How far the listeners of this platform have come, in the order in which they were registered.
     *
     * @throws io.farthing.application.port.out.StorageFailure when the storage cannot be read, or what waits first for one of
     *     them cannot
     */
    public List<EventListener.Progress> listeners() {
        return events.map(EventDelivery::listeners).orElse(List.of());
    }

    /**
     * Refuses further orders, finishes and answers those that were accepted, stops telling listeners, and closes the
     * storage, if that is the platform's to close: in this order. A step that fails keeps none of the others from being
     * taken; what failed first is thrown at the end, and what failed after it is suppressed by it. Events that were not
     * told yet wait for the next time. Idempotent.
     *
     * <p>An outside wallet has 20 s to tell what became of payments, and is asked about the others after the next start;
     * a round of reconciliation or of tidying up has 10 s, and so have all listeners together. The storage is waited for as
     * long as it takes, and so is what is chained to a future of {@link #request} without an executor. So neither that nor
     * a listener calls this: a listener would hold itself up, and be told the event again; the other would wait for ever.
     */
    @Override
    @SuppressWarnings("try") // What comes after the first step is only there to be closed, from the last to the first.
    public synchronized void close() {
        try (Step storage = storageCloser::run;
                Step telling = () -> events.ifPresent(EventDelivery::close);
                Step tidying = housekeeping::close;
                Step findingOut = () -> reconciliation.ifPresent(Recurring::close)) {
            useCases.close();
        }
    }

    /** A part of the platform, at its end. */
    private interface Step extends AutoCloseable {
        @Override
        void close();
    }
}
