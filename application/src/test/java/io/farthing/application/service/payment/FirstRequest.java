package io.farthing.application.service.payment;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A way to a wallet on which the answer to the one request that is sent comes when the test says so. */
final class FirstRequest implements WalletGateway {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WalletGateway wallet;
    private final CompletableFuture<Payment> sent = new CompletableFuture<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    FirstRequest(WalletGateway wallet) {
        this.wallet = wallet;
    }

    /** What was sent, once it was. */
    CompletableFuture<Payment> sent() {
        return sent;
    }

    /** The answer comes. */
    void answer(Answer given) {
        answer.complete(given);
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        sent.complete(payment);
        return answer;
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return wallet.lookUp(payment);
    }
}
