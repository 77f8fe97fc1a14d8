package io.farthing.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.PlatformSettings;
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
import io.farthing.application.service.UseCases;
import io.farthing.domain.payment.Settlement;
import io.farthing.web.operations.QueueDepth;
import jakarta.inject.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** The use cases at work on the ports that the adapters fill, with the randomness of this machine. */
final class ServicesModule extends AbstractModule {

    private final InstantSource clock;
    private final OpenAdapters adapters;

    ServicesModule(InstantSource clock, OpenAdapters adapters) {
        this.clock = clock;
        this.adapters = adapters;
    }

    @Override
    protected void configure() {
        bind(InstantSource.class).toInstance(clock);
        bind(SecureRandom.class).toInstance(new SecureRandom());
        // The adapter that pays binds them, unless it is the platform's own ledger.
        OptionalBinder.newOptionalBinder(binder(), WalletGateway.class);
        OptionalBinder.newOptionalBinder(binder(), WalletPages.class);
    }

    @Provides
    @Singleton
    UseCases useCases(
            UnitOfWork unitOfWork,
            PasswordHasher hasher,
            PaymentMeter meter,
            PlatformSettings settings,
            SecureRandom random,
            Optional<WalletGateway> gateway,
            Optional<WalletPages> pages) {
        return new UseCases(unitOfWork, Optional.of(hasher), meter, settings, clock, random, gateway, pages);
    }

    // The engine needs the meters, which show how many wait for the engine: one of the two has to be asked for later.
    @Provides
    @Singleton
    QueueDepth queueDepth(Provider<UseCases> useCases) {
        return () -> useCases.get().waitingOrders();
    }

    // Whoever shows where the money is has to know who pays.
    @Provides
    Settlement settlement(UseCases useCases) {
        return useCases.settlement();
    }

    @Provides
    CheckReadiness checkReadiness(UseCases useCases) {
        return new Readiness(useCases.checkReadiness(), adapters);
    }

    @Provides
    AnswerActivation answerActivation(UseCases useCases) {
        return useCases.answerActivation();
    }

    @Provides
    AuthenticateApp authenticateApp(UseCases useCases) {
        return useCases.authenticateApp();
    }

    @Provides
    FindPayments findPayments(UseCases useCases) {
        return useCases.findPayments();
    }

    @Provides
    LogIn logIn(UseCases useCases) {
        return useCases.logIn();
    }

    @Provides
    ManageApps manageApps(UseCases useCases) {
        return useCases.manageApps();
    }

    @Provides
    ManageAuthorizations manageAuthorizations(UseCases useCases) {
        return useCases.manageAuthorizations();
    }

    @Provides
    ManageUsers manageUsers(UseCases useCases) {
        return useCases.manageUsers();
    }

    @Provides
    RequestPayment requestPayment(UseCases useCases) {
        return useCases.requestPayment();
    }

    @Provides
    ResolvePayments resolvePayments(UseCases useCases) {
        return useCases.resolvePayments();
    }

    @Provides
    UseOutsideWallet useOutsideWallet(UseCases useCases) {
        return useCases.useOutsideWallet();
    }

    @Provides
    ShareIdentity shareIdentity(UseCases useCases) {
        return useCases.shareIdentity();
    }

    @Provides
    VerifyLedger verifyLedger(UseCases useCases) {
        return useCases.verifyLedger();
    }
}
