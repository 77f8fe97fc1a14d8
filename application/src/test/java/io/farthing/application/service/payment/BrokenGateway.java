package io.farthing.application.service.payment;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Keeps no promise. */
final class BrokenGateway implements WalletGateway {

    @Override
    public Duration patience() {
        return Duration.ofMillis(100);
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        throw new IllegalStateException("broken");
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }
}
