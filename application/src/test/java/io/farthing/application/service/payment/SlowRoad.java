package io.farthing.application.service.payment;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A wallet that every request to pay is on its way to until {@link #arrive}: nobody hears of it, and the wallet does not
 * know the payment. It answers at once what it knows. Thread-safe.
 */
final class SlowRoad implements WalletGateway {

    private final WalletGateway wallet;
    private final List<Payment> onTheWay = new CopyOnWriteArrayList<>();

    SlowRoad(WalletGateway wallet) {
        this.wallet = wallet;
    }

    /** How many requests are on their way. */
    int onTheWay() {
        return onTheWay.size();
    }

    /** All requests get to the wallet after all. */
    void arrive() {
        onTheWay.forEach(payment -> wallet.pay(payment).join());
        onTheWay.clear();
    }

    @Override
    public Duration patience() {
        return wallet.patience();
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        onTheWay.add(payment);
        return CompletableFuture.completedFuture(new Unknown("no answer"));
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return wallet.lookUp(payment);
    }
}
