package io.farthing.bootstrap.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.service.NoOutsideWallet;
import io.farthing.application.service.OutsideWalletService;
import io.farthing.application.service.Randomness;
import io.farthing.application.service.payment.GatewayPayments;
import io.farthing.application.service.payment.GatewayReconciler;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An outside wallet pays: another module binds its {@code WalletGateway}, and its {@link WalletPages} if it has some. */
final class GatewayWalletModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(RequestPayment.class).to(GatewayPayments.class);
        bind(ReconcilePayments.class).to(GatewayReconciler.class);
        OptionalBinder.newOptionalBinder(binder(), WalletPages.class);
    }

    @Provides
    @Singleton
    UseOutsideWallet outsideWallet(
            Optional<WalletPages> pages,
            UnitOfWork unitOfWork,
            LogIn logIn,
            AnswerActivation activations,
            InstantSource clock,
            Randomness randomness) {
        return pages.<UseOutsideWallet>map(
                        found -> new OutsideWalletService(found, unitOfWork, logIn, activations, clock, randomness))
                .orElseGet(NoOutsideWallet::new);
    }
}
