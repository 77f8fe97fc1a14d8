package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for a place at a remote DotWallet, and who gets the next one. */
final class GatewayPlacesTest {

    private final RemoteDouble remote = new RemoteDouble();

    @AfterEach
    void close() {
        remote.close();
    }

    // With one place for what is on its way, and two for what waits.
    private DotWalletGateway narrow(Duration requestTimeout) {
        RemoteSettings given = remote.settings();
        return new DotWalletGateway(new RemoteCalls(new RemoteSettings(
                given.url(), given.appId(), given.secret(), given.connectTimeout(), requestTimeout, 1, 2, false)));
    }

    @Test
    void moreThanMayWaitAreNotAttempted() {
        DotWalletGateway narrow = narrow(remote.settings().requestTimeout());
        remote.behave(Behaviour.HANGS);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(narrow.pay(payment(i + 1, 10)));
        }

        assertThat(answers.get(3).join()).isInstanceOf(NotAttempted.class);
        assertThat(answers.get(4).join()).isInstanceOf(NotAttempted.class);
        assertThat(answers.subList(0, 3))
                .allSatisfy(answer -> assertThat(answer.isDone()).isFalse());
    }

    @Test
    void anAppThatFillsAllPlacesLeavesOthersTheirTurn() {
        DotWalletGateway narrow = narrow(Duration.ofSeconds(20));
        remote.behave(Behaviour.HANGS);
        List<CompletableFuture<Answer>> greedy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            greedy.add(narrow.pay(payment(i + 1, 10)));
        }

        CompletableFuture<Answer> modest =
                narrow.pay(payment("kiosk", 4, new Recipient(Samples.address("to"), Satoshis.of(10))));

        assertThat(greedy.get(2).join()).isInstanceOf(NotAttempted.class);
        remote.behave(Behaviour.ACCEPTS);
        assertThat(modest.join()).isInstanceOf(Accepted.class);
    }

    @Test
    void anAppThatFillsAllPlacesDoesNotKeepUsFromAskingWhatBecameOfItsPayments() {
        DotWalletGateway narrow = narrow(Duration.ofSeconds(20));
        remote.behave(Behaviour.HANGS);
        List<CompletableFuture<Answer>> greedy = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            greedy.add(narrow.pay(payment(i + 1, 10)));
        }

        CompletableFuture<State> found = narrow.lookUp(payment(1, 10));

        assertThat(greedy.get(2).join()).isInstanceOf(NotAttempted.class);
        remote.behave(Behaviour.ACCEPTS);
        assertThat(found.join()).isInstanceOf(WalletGateway.Settled.class);
    }

    @Test
    void aPaymentWaitsForAPlaceForThreeConnectionsAndForAnAnswerAndSoDoesTheQuestionAfterIt() {
        RemoteSettings given = remote.settings();
        DotWalletGateway mostPatient = new DotWalletGateway(new RemoteCalls(new RemoteSettings(
                given.url(),
                given.appId(),
                given.secret(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                1,
                1,
                false)));

        assertThat(mostPatient.patience())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2 * (20 + 3 * 5 + 20)))
                .isLessThan(WalletGateway.LONGEST_PATIENCE);
    }

    private static Payment payment(long number, long satoshis) {
        return payment("shop", number, new Recipient(Samples.address("to"), Satoshis.of(satoshis)));
    }

    private static Payment payment(String app, long number, Recipient... recipients) {
        return new Payment(
                new PaymentId(number),
                new AuthorizationId(1),
                Samples.order(new AppId(app), Samples.user("ann").openId(), "n" + number, recipients),
                Settlement.GATEWAY,
                PaymentStatus.RESERVED,
                Samples.NOW,
                Receipt.NONE);
    }
}
