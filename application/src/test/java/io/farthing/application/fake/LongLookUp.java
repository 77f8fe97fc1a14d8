package io.farthing.application.fake;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A wallet that takes so long to find out what became of a payment that something happens to it meanwhile. */
public final class LongLookUp implements WalletGateway {

    private final WalletGateway wallet;
    private final Consumer<Payment> meanwhile;

    /** {@code wallet}, to which {@code meanwhile} happens whenever it is asked about a payment. */
    public LongLookUp(WalletGateway wallet, Consumer<Payment> meanwhile) {
        this.wallet = wallet;
        this.meanwhile = meanwhile;
    }

    @Override
    public Duration patience() {
        return wallet.patience();
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        return wallet.pay(payment);
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        meanwhile.accept(payment);
        return wallet.lookUp(payment);
    }
}
