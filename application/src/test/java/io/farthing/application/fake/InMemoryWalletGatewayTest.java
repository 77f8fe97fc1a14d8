package io.farthing.application.fake;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGatewayContract;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.Payment;
import java.time.Duration;

/** The wallet in memory does what every wallet does. */
final class InMemoryWalletGatewayTest implements WalletGatewayContract {

    private final InMemoryWalletGateway gateway = new InMemoryWalletGateway(Duration.ofMillis(300));

    @Override
    public WalletGateway gateway() {
        return gateway;
    }

    // The wallet is in memory itself, and it is not what is restarted.
    @Override
    public void restart() {}

    @Override
    public void behave(Behaviour behaviour) {
        gateway.behave(behaviour);
    }

    @Override
    public Payment payment(long number, long satoshis) {
        return Samples.reserved(
                number, Samples.order(new AppId("shop"), Samples.user("ann").openId(), "n" + number, satoshis));
    }

    @Override
    public int timesPaid(Payment payment) {
        return gateway.timesPaid(payment);
    }
}
