package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.LongLookUp;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.ReconcilePayments;
import io.farthing.application.service.Recurring;
import io.farthing.application.service.ResolutionService;
import io.farthing.application.service.payment.GatewayPayments;
import io.farthing.application.service.payment.GatewayReconciler;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator reads in the log about payments at a remote DotWallet: what became of each, and what waits. Whatever the
 * remote does, its secrets are not in there.
 */
final class GatewayLogTest {

    private static final AppId SHOP = new AppId("shop");
    private static final UserOpenId ANN = Samples.user("ann").openId();
    private static final String WHAT_SHOWS_THEM = "`payment list`";

    private final CapturedLog log = new CapturedLog();
    private final RemoteDouble remote = new RemoteDouble();
    private final TestClock clock = new TestClock();
    private final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    private final PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);
    private final PaymentEngine engine =
            new PaymentEngine(storage, rules, PlatformSettings.DEFAULT, clock, new CountingPaymentMeter());
    private final DotWalletGateway gateway = new DotWalletGateway(new RemoteCalls(remote.settings()));
    private final GatewayPayments payments = new GatewayPayments(engine, gateway);
    private final GatewayReconciler reconciler = new GatewayReconciler(storage, engine, gateway, clock);

    GatewayLogTest() {
        storage.write(stores -> {
            Samples.addUser(stores, "ann", 0);
            Samples.addApp(stores, SHOP.value());
            return Samples.addAuthorization(stores, ANN, SHOP, Samples.limits(1000, 1000));
        });
    }

    @AfterEach
    void close() {
        payments.close();
        engine.close();
        remote.close();
        log.close();
        assertThat(log.everything())
                .as("nothing that opens the door of the remote is in the log")
                .doesNotContain(RemoteDouble.SECRET.value(), "\"secret\"");
    }

    @Test
    void aRefusalIsLoggedWithTheCodeOfTheWallet() {
        remote.behave(Behaviour.REFUSES);

        pay("1");

        assertThat(log.lines(Level.INFO))
                .singleElement()
                .asString()
                .matches("the wallet refused payment \\d+: .*10041.*");
    }

    @Test
    void aPaymentThatDidNotGetAsFarAsTheWalletIsLogged() {
        remote.behave(Behaviour.UNREACHABLE);

        pay("1");

        assertThat(log.lines(Level.WARN))
                .singleElement()
                .asString()
                .matches("payment \\d+ did not get as far as the wallet: the wallet cannot be reached");
    }

    @Test
    void aPaymentWithoutAnOutcomeIsFollowedInTheLogUntilItHasOne() {
        remote.behave(Behaviour.LOSES_REQUESTS);
        pay("1");
        PaymentId payment = recorded("1");
        assertThat(log.lines(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("what became of payment " + payment + " is not known: the connection to the wallet failed");

        reconcileLater();
        assertThat(log.lines(Level.WARN))
                .last()
                .asString()
                .startsWith("what became of payment " + payment
                        + " is still not known: the connection to the wallet failed");

        remote.behave(Behaviour.ACCEPTS);
        reconcileLater();
        assertThat(log.lines(Level.INFO))
                .containsExactly(
                        "the wallet does not know payment " + payment + "; sending it again under the same number",
                        "payment " + payment + " is SETTLED after 3 tries");
    }

    @Test
    void aRefusalOfARepeatIsLoggedWithTheReason() {
        remote.behave(Behaviour.LOSES_REQUESTS);
        pay("1");
        PaymentId payment = recorded("1");

        remote.behave(Behaviour.REFUSES);
        reconcileLater();

        assertThat(log.lines(Level.WARN))
                .last()
                .asString()
                .matches("what became of payment " + payment
                        + " is still not known: refused when it was sent again: .*10041.*");
    }

    @Test
    void aWalletThatContradictsTheOperatorIsAnError() {
        remote.behave(Behaviour.PAYS_SILENTLY);
        pay("1");
        PaymentId payment = recorded("1");
        ResolutionService operator = new ResolutionService(storage, rules, clock);
        clock.advance(Duration.ofSeconds(5));
        remote.behave(Behaviour.ACCEPTS);

        LongLookUp wallet = new LongLookUp(
                gateway,
                asked -> operator.resolve(
                        asked.id(), Resolution.Outcome.FAILED, Receipt.NONE, "the remote's operator says so"));
        new GatewayReconciler(storage, engine, wallet, clock).reconcile();

        assertThat(log.lines(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith("payment " + payment + " is FAILED here, but the wallet says the opposite: Settled[");
    }

    @Test
    void aLineSaysHowManyPaymentsWaitAndWhatShowsThem() {
        remote.behave(Behaviour.PAYS_SILENTLY);
        pay("1");
        pay("2");

        try (Recurring rounds =
                Recurring.reconciliation(reconciler, new ResolutionService(storage, rules, clock), WHAT_SHOWS_THEM)) {
            rounds.start();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.lines(Level.WARN))
                            .contains("2 payments wait for the wallet to tell what became of them; " + WHAT_SHOWS_THEM
                                    + " shows them"));
        }
    }

    @Test
    void nothingIsSaidWhereNoPaymentWaits() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        ReconcilePayments first = () -> {
            asked.countDown();
            return reconciler.reconcile();
        };

        try (Recurring rounds =
                Recurring.reconciliation(first, new ResolutionService(storage, rules, clock), WHAT_SHOWS_THEM)) {
            rounds.start();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"code\":10037,\"msg\":\"%s\",\"data\":[\"%s\"]}",
                "200 | {\"code\":99999,\"msg\":\"%s\",\"data\":{\"secret\":\"%s\"}}",
                "200 | {\"code\":0,\"msg\":\"%s\",\"data\":{\"secret\":\"%s\"}}",
                "200 | {\"code\":\"%s\",\"secret\":\"%s\"}",
                "200 | %s %s",
                "500 | {\"secret\":\"%s %s\"}"
            })
    void aRemoteThatSaysTheSecretBackIsNotQuoted(int status, String answer) {
        remote.answer(status, answer.replace("%s", RemoteDouble.SECRET.value()));

        pay("1");
        reconcileLater();

        assertThat(log.everything()).containsPattern("payment \\d+");
    }

    @Test
    void whoLogsInLeavesNeitherCodeNorTokenInTheLog() {
        DotWalletPages pages = new DotWalletPages(new RemoteCalls(remote.settings()));
        Secret code = new Secret("c0de".repeat(16));
        remote.answer(200, "{\"code\":10017,\"msg\":\"no " + code.value() + "\",\"data\":[]}");
        pages.identify(code).join();
        remote.answer(200, "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t0ken\"}}");
        pages.identify(code).join();
        remote.behave(Behaviour.UNREACHABLE);
        pages.identify(code).join();

        assertThat(log.lines(Level.WARN))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("the wallet does not tell who has logged in: "));
        assertThat(log.everything()).doesNotContain(code.value(), "t0ken");
    }

    private void pay(String number) {
        payments.request(Samples.order(SHOP, ANN, number, 10)).join();
    }

    private PaymentId recorded(String number) {
        return storage.read(stores -> stores.payments().find(new OrderKey(SHOP, new MerchantOrderNumber(number))))
                .orElseThrow()
                .id();
    }

    private void reconcileLater() {
        clock.advance(Duration.ofMinutes(1));
        reconciler.reconcile();
    }
}
