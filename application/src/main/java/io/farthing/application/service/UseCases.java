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
import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * All use cases of one platform, at work on its driven ports: the one place where services are put together. It needs no
 * container. Thread-safe; several of them may run in one process, also on one storage.
 */
public final class UseCases implements AutoCloseable {

    private final AppService apps;
    private final UserService users;
    private final LogInService logIn;
    private final IdentityService identity;
    private final ActivationService activations;
    private final AuthorizationService authorizations;
    private final PaymentQueries payments;
    private final LedgerService ledger;
    private final Housekeeping housekeeping;
    private final PaymentEngine engine;
    private final ReadinessService readiness;

    /**
     * Puts the services together and starts the payment engine. Whoever does so closes this again, before the storage.
     *
     * @param unitOfWork the storage
     * @param hasher how passwords are kept
     * @param meter what is told about payments
     * @param settings what the operator decides
     * @param clock where all times come from
     * @param random where all secrets come from
     */
    public UseCases(
            UnitOfWork unitOfWork,
            PasswordHasher hasher,
            PaymentMeter meter,
            PlatformSettings settings,
            InstantSource clock,
            SecureRandom random) {
        Randomness randomness = new Randomness(random);
        apps = new AppService(unitOfWork, settings, clock, randomness);
        users = new UserService(unitOfWork, hasher, clock, randomness);
        logIn = new LogInService(unitOfWork, hasher, settings, clock, randomness);
        identity = new IdentityService(unitOfWork, clock, randomness);
        activations = new ActivationService(unitOfWork, clock, randomness);
        authorizations = new AuthorizationService(unitOfWork);
        payments = new PaymentQueries(unitOfWork);
        ledger = new LedgerService(unitOfWork, clock);
        housekeeping = new Housekeeping(unitOfWork, clock);
        // Last, because it starts threads, which nobody would end if one of the others could not be made.
        engine = new PaymentEngine(unitOfWork, settings, clock, meter);
        readiness = new ReadinessService(unitOfWork, engine);
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

    /** Lets users in. */
    public LogIn logIn() {
        return logIn;
    }

    /** Tells apps who a user is. */
    public ShareIdentity shareIdentity() {
        return identity;
    }

    /** Has users answer apps that ask to be authorized. */
    public AnswerActivation answerActivation() {
        return activations;
    }

    /** Shows and revokes consents. */
    public ManageAuthorizations manageAuthorizations() {
        return authorizations;
    }

    /** Draws payments. */
    public RequestPayment requestPayment() {
        return engine;
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

    /** How many orders wait for a commit to begin. */
    public int waitingOrders() {
        return engine.waiting();
    }

    /** Refuses further orders, finishes those that were accepted, and ends. The storage stays open. Idempotent. */
    @Override
    public void close() {
        engine.close();
    }
}
