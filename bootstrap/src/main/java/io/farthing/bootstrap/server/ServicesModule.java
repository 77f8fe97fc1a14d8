package io.farthing.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.service.ActivationService;
import io.farthing.application.service.AppService;
import io.farthing.application.service.AuthorizationService;
import io.farthing.application.service.Housekeeping;
import io.farthing.application.service.IdentityService;
import io.farthing.application.service.LedgerService;
import io.farthing.application.service.LogInService;
import io.farthing.application.service.PaymentQueries;
import io.farthing.application.service.ReadinessService;
import io.farthing.application.service.UserService;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.web.operations.QueueDepth;
import jakarta.inject.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The use cases at work, with the clock and the randomness of this machine. */
final class ServicesModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(AnswerActivation.class).to(ActivationService.class);
        bind(AuthenticateApp.class).to(AppService.class);
        bind(CheckReadiness.class).to(ReadinessService.class);
        bind(FindPayments.class).to(PaymentQueries.class);
        bind(LogIn.class).to(LogInService.class);
        bind(ManageApps.class).to(AppService.class);
        bind(ManageAuthorizations.class).to(AuthorizationService.class);
        bind(ManageUsers.class).to(UserService.class);
        bind(RemoveExpired.class).to(Housekeeping.class);
        bind(RequestPayment.class).to(PaymentEngine.class);
        bind(ShareIdentity.class).to(IdentityService.class);
        bind(VerifyLedger.class).to(LedgerService.class);
        bind(InstantSource.class).toInstance(InstantSource.system());
        bind(SecureRandom.class).toInstance(new SecureRandom());
    }

    // The engine needs the meters, which show how many wait for the engine: one of the two has to be asked for later.
    @Provides
    @Singleton
    QueueDepth queueDepth(Provider<PaymentEngine> engine) {
        return () -> engine.get().waiting();
    }
}
