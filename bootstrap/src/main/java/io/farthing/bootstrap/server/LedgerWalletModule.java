package io.farthing.bootstrap.server;

import com.google.inject.AbstractModule;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.service.NoOutsideWallet;
import io.farthing.application.service.payment.PaymentEngine;

/** The platform's own ledger pays: the engine settles, and nobody has to be asked. */
final class LedgerWalletModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(RequestPayment.class).to(PaymentEngine.class);
        bind(UseOutsideWallet.class).to(NoOutsideWallet.class);
    }
}
