package io.farthing.application.service.payment;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Keeps no promise. */
class BrokenGateway implements WalletGateway {

    private final Runnable failure;

    /** A gateway that fails like this when it is asked to pay. */
    BrokenGateway(Runnable failure) {
        this.failure = failure;
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(100);
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        failure.run();
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return CompletableFuture.failedFuture(new IllegalStateException("broken"));
    }
}
