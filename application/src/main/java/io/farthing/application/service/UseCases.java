package io.farthing.application.service;

import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.service.payment.GatewayPayments;
import io.farthing.application.service.payment.GatewayReconciler;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Settlement;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * All use cases of one platform, at work on its driven ports: the one place where services are put together. It needs no
 * container. Thread-safe; several of them may run in one process, also on one storage.
 */
public final class UseCases implements AutoCloseable {

    private final Settlement settlement;
    private final AppService apps;
    private final UserService users;
    private final Optional<LogInService> logIn;
    private final IdentityService identity;
    private final ActivationService activations;
    private final AuthorizationService authorizations;
    private final PaymentQueries payments;
    private final LedgerService ledger;
    private final Housekeeping housekeeping;
    private final PaymentEngine engine;
    private final ReadinessService readiness;
    private final ResolutionService resolutions;
    private final UseOutsideWallet outsideWallet;
    private final Optional<GatewayPayments> gatewayPayments;
    private final Optional<ReconcilePayments> reconciler;

    /**
     * Puts the services together and starts the payment engine. Whoever does so closes this again, before the storage.
     *
     * @param unitOfWork the storage
     * @param hasher how passwords are kept; without one, users have none and nobody logs in
     * @param meter what is told about payments
     * @param settings what the operator decides
     * @param source where all times come from; what is finer than a millisecond is left out
     * @param random where all secrets come from
     * @param gateway the outside wallet that pays, unless the platform's own ledger does
     * @param pages where its users log in and consent, if it has such pages; of no use where nobody logs in
     */
    public UseCases(
            UnitOfWork unitOfWork,
            Optional<PasswordHasher> hasher,
            PaymentMeter meter,
            PlatformSettings settings,
            InstantSource source,
            SecureRandom random,
            Optional<WalletGateway> gateway,
            Optional<WalletPages> pages) {
        settlement = gateway.isPresent() ? Settlement.GATEWAY : Settlement.LEDGER;
        PaymentRules rules = new PaymentRules(settings.minimumPayment(), settlement);
        InstantSource clock = () -> source.instant().truncatedTo(ChronoUnit.MILLIS);
        Randomness randomness = new Randomness(random);
        StorageBulkhead bulkhead = new StorageBulkhead();
        UnitOfWork storage = bulkhead.before(unitOfWork);
        apps = new AppService(storage, new KnownApps(unitOfWork, bulkhead, clock), settings, clock, randomness);
        logIn = hasher.map(keeper -> new LogInService(storage, keeper, settings, clock, randomness));
        activations = new ActivationService(storage, clock, randomness);
        outsideWallet = pages.flatMap(found -> logIn.<UseOutsideWallet>map(
                        sessions -> new OutsideWalletService(found, storage, sessions, activations, clock, randomness)))
                .orElseGet(NoOutsideWallet::new);
        PayableAddresses addresses = new PayableAddresses(settlement, outsideWallet);
        users = new UserService(storage, hasher, clock, randomness, addresses);
        identity = new IdentityService(storage, clock, randomness, addresses);
        authorizations = new AuthorizationService(storage, clock);
        payments = new PaymentQueries(storage);
        ledger = new LedgerService(storage);
        housekeeping = new Housekeeping(unitOfWork, clock);
        // Last, because it starts threads, which nobody would end if one of the others could not be made.
        engine = new PaymentEngine(unitOfWork, rules, settings, clock, meter);
        readiness = new ReadinessService(storage, engine);
        resolutions = new ResolutionService(storage, rules, clock);
        gatewayPayments = gateway.map(wallet -> new GatewayPayments(engine, wallet));
        reconciler = gateway.map(wallet -> new GatewayReconciler(unitOfWork, engine, wallet, clock));
    }

    /** Where the money of payments moves. */
    public Settlement settlement() {
        return settlement;
    }

    /** Recognises apps. */
    public AuthenticateApp authenticateApp() {
        return apps;
    }

    /** Keeps apps. */
    public ManageApps manageApps() {
        return apps;
    }

    /** Keeps users. */
    public ManageUsers manageUsers() {
        return users;
    }

    /** Lets users in; throws {@link IllegalStateException} when the platform was built without a password hasher. */
    public LogIn logIn() {
        return logIn.orElseThrow(() -> new IllegalStateException("this platform was built without a password hasher"));
    }

    /** Tells apps who a user is. */
    public ShareIdentity shareIdentity() {
        return identity;
    }

    /** Has users answer apps that ask to be authorized. */
    public AnswerActivation answerActivation() {
        return activations;
    }

    /** Shows, changes and revokes consents. */
    public ManageAuthorizations manageAuthorizations() {
        return authorizations;
    }

    /** Draws payments. */
    public RequestPayment requestPayment() {
        return gatewayPayments.<RequestPayment>map(payments -> payments).orElse(engine);
    }

    /** Shows payments without an outcome, and concludes them by hand. */
    public ResolvePayments resolvePayments() {
        return resolutions;
    }

    /** Sends people to the pages of an outside wallet, where there are such. */
    public UseOutsideWallet useOutsideWallet() {
        return outsideWallet;
    }

    /** Finds out what an outside wallet has not told; somebody has to call it every second or so. */
    public Optional<ReconcilePayments> reconcilePayments() {
        return reconciler;
    }

    /** Says what became of payments. */
    public FindPayments findPayments() {
        return payments;
    }

    /** Checks the books. */
    public VerifyLedger verifyLedger() {
        return ledger;
    }

    /** Tidies up; somebody has to call it now and then. */
    public RemoveExpired removeExpired() {
        return housekeeping;
    }

    /** Says whether the platform works. */
    public CheckReadiness checkReadiness() {
        return readiness;
    }

    /** How many orders wait to be committed, those that are being committed included. */
    public int waitingOrders() {
        return engine.waiting();
    }

    /** Refuses further orders, finishes those that were accepted, and ends. The storage stays open. Idempotent. */
    @Override
    public void close() {
        gatewayPayments.ifPresent(GatewayPayments::close);
        engine.close();
    }
}
