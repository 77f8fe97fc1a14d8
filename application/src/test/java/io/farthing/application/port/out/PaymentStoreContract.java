package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PaymentStore} does when nobody stands in its way. */
public interface PaymentStoreContract extends StorageContract {

    /** The payer of these tests. */
    UserOpenId PAYER = Samples.user("payer").openId();

    /** Another user, who pays and is paid. */
    UserOpenId PAYEE = Samples.user("payee").openId();

    /** The app of these tests. */
    AppId APP = new AppId("app");

    /** Limits that are not in the way. */
    SpendingLimits WIDE = Samples.limits(1_000_000, 1_000_000);

    @Test
    default void payment01_whatIsUnknownIsNotFound() {
        unitOfWork().<Boolean>read(stores -> {
            assertThat(stores.payments().find(new OrderKey(APP, new MerchantOrderNumber("unknown"))))
                    .isEmpty();
            assertThat(stores.payments().drawnFrom(PAYER, Optional.empty(), 10)).isEmpty();
            assertThat(stores.payments().creditedTo(PAYER, Optional.empty(), 10))
                    .isEmpty();
            return true;
        });
    }

    @Test
    default void payment02_aBatchOfUnknownsTouchesNothing() {
        PaymentOrder order = Samples.order(APP, PAYER, "1", 5);

        Touched touched = lock(List.of(new Attempt(new PaymentId(1), order)));

        assertThat(touched.recorded()).isEmpty();
        assertThat(touched.wallets()).isEmpty();
        assertThat(touched.authorizations()).isEmpty();
    }

    @Test
    default void payment03_aBatchTouchesPayersPayeesActiveAuthorizationsAndRecordedKeys() {
        Authorization authorization = addAll();
        write(stores -> Samples.addUser(stores, "bystander", 7));
        Payment recorded = PaymentBatches.accept(unitOfWork(), Samples.order(APP, PAYER, "1", 5));
        PaymentOrder split = Samples.order(APP, PAYER, "2", pay("payee", 1), pay("elsewhere", 2), pay("payee", 3));

        Touched touched = lock(List.of(
                new Attempt(new PaymentId(900_001), split),
                new Attempt(new PaymentId(900_002), Samples.order(APP, PAYER, "1", 5)),
                new Attempt(new PaymentId(900_003), split)));

        assertThat(touched.authorizations()).containsExactly(authorization.spend(Satoshis.of(5)));
        assertThat(touched.wallets())
                .containsExactlyInAnyOrder(Samples.wallet("payer", 995), Samples.wallet("payee", 1000));
        assertThat(touched.recorded()).containsOnlyKeys(recorded.order().key());
        assertThat(touched.recorded().values()).containsExactly(recorded.id());
    }

    @Test
    default void payment04_aUserWithoutAuthorizationIsTouchedAllTheSame() {
        addAll();

        Touched touched = lock(List.of(new Attempt(new PaymentId(1), Samples.order(APP, PAYEE, "1", 5))));

        assertThat(touched.wallets()).containsExactly(Samples.wallet("payee", 1000));
        assertThat(touched.authorizations()).isEmpty();
    }

    @Test
    default void payment05_anEndedAuthorizationIsNotTouched() {
        Authorization authorization = addAll();
        write(stores -> stores.authorizations().update(authorization.end(Standing.REVOKED), Samples.NOW));

        Touched touched = lock(List.of(new Attempt(new PaymentId(1), Samples.order(APP, PAYER, "1", 5))));

        assertThat(touched.authorizations()).isEmpty();
    }

    @Test
    default void payment06_aPaymentIsFoundAsItWasRecorded() {
        addAll();
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < Recipients.MAX_COUNT; i++) {
            recipients.add(pay("payee " + i % 150, 1 + i));
        }
        PaymentOrder full = new PaymentOrder(
                APP,
                PAYER,
                new MerchantOrderNumber("№" + "\uD83C\uDF4C".repeat(63)),
                new Recipients(recipients).total(),
                new Recipients(recipients),
                new ItemName("香蕉".repeat(128)),
                OpReturn.parse("x".repeat(OpReturn.MAX_BYTES)));
        PaymentOrder bare = new PaymentOrder(
                APP,
                PAYER,
                new MerchantOrderNumber("0"),
                Satoshis.of(1),
                Recipients.only(Samples.address("x"), Satoshis.of(1)),
                new ItemName("i"),
                OpReturn.NONE);
        fund(100_000);

        for (PaymentOrder order : List.of(full, bare)) {
            Payment payment = PaymentBatches.accept(unitOfWork(), order);
            assertThat(find(order)).contains(payment);
            assertThat(find(order).map(Payment::transactionId)).contains(payment.transactionId());
        }
    }

    @Test
    default void payment07_aBatchChangesWalletsAndUsage() {
        Authorization authorization = addAll();

        BatchOutcome outcome = PaymentBatches.run(
                unitOfWork(),
                List.of(
                        Samples.order(APP, PAYER, "1", pay("payee", 10), pay("elsewhere", 5), pay("payee", 1)),
                        Samples.order(APP, PAYER, "2", pay("payer", 100)),
                        Samples.order(APP, PAYER, "3", 7)));

        assertThat(outcome.accepted()).hasSize(3);
        assertThat(Stored.balance(unitOfWork(), PAYER)).isEqualTo(1000 - 16 - 7);
        assertThat(Stored.balance(unitOfWork(), PAYEE)).isEqualTo(1000 + 11);
        assertThat(active()).contains(authorization.spend(Satoshis.of(16 + 100 + 7)));
    }

    @Test
    default void payment08_anOrderNumberBelongsToItsAppAndCaseMatters() {
        addAll();
        AppId second = new AppId("second");
        write(stores -> {
            Samples.addApp(stores, "second");
            Samples.addAuthorization(stores, PAYER, second, WIDE);
        });

        BatchOutcome outcome = PaymentBatches.run(
                unitOfWork(),
                List.of(
                        Samples.order(APP, PAYER, "a", 1),
                        Samples.order(APP, PAYER, "A", 1),
                        Samples.order(second, PAYER, "a", 1)));

        assertThat(outcome.accepted()).hasSize(3);
        for (Payment payment : outcome.accepted()) {
            assertThat(find(payment.order())).contains(payment);
        }
    }

    @Test
    default void payment09_anAttemptThatWasRecordedIsRecognised() {
        addAll();
        List<Attempt> attempts = PaymentBatches.number(unitOfWork(), List.of(Samples.order(APP, PAYER, "1", 5)));
        PaymentBatches.decide(unitOfWork(), attempts);

        BatchOutcome again = PaymentBatches.decide(unitOfWork(), attempts);

        assertThat(PaymentBatches.onlyDecision(again)).isEqualTo("ALREADY_RECORDED");
        assertThat(Stored.balance(unitOfWork(), PAYER)).isEqualTo(995);
    }

    @Test
    default void payment10_aBatchThatFailsLeavesNothingBehind() {
        Authorization authorization = addAll();
        List<Attempt> attempts = PaymentBatches.number(unitOfWork(), List.of(Samples.order(APP, PAYER, "1", 5)));

        assertThatThrownBy(() -> write(stores -> {
                    PaymentBatches.decide(stores, attempts);
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(find(attempts.get(0).order())).isEmpty();
        assertThat(Stored.balance(unitOfWork(), PAYER)).isEqualTo(1000);
        assertThat(active()).contains(authorization);
        assertThat(PaymentBatches.onlyDecision(PaymentBatches.decide(unitOfWork(), attempts)))
                .isEqualTo("APPROVED");
    }

    @Test
    default void payment11_numbersGrowAndAreNeverHandedOutTwiceNotEvenAfterARollback() {
        List<PaymentId> all = new ArrayList<>();
        for (int count : List.of(1, 999, 1, 2500, 3)) {
            assertThatThrownBy(() -> write(stores -> {
                        all.addAll(stores.payments().nextIds(count));
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        assertThat(all).hasSize(3504).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void payment12_twoHundredOrdersOfOneBatchAreAllRecorded() {
        addAll();
        List<PaymentOrder> orders = IntStream.range(0, 200)
                .mapToObj(i -> Samples.order(APP, PAYER, "n" + i, pay("payee", 1), pay("elsewhere " + i, 1)))
                .toList();

        BatchOutcome outcome = PaymentBatches.run(unitOfWork(), orders);

        assertThat(outcome.accepted()).hasSize(200);
        Set<PaymentId> found = new HashSet<>();
        orders.forEach(order -> found.add(find(order).orElseThrow().id()));
        assertThat(found).hasSize(200);
        assertThat(Stored.balance(unitOfWork(), PAYEE)).isEqualTo(1200);
    }

    private Authorization addAll() {
        return unitOfWork().write(stores -> {
            Samples.addUser(stores, "payer", 1000);
            Samples.addUser(stores, "payee", 1000);
            Samples.addApp(stores, "app");
            return Samples.addAuthorization(stores, PAYER, APP, WIDE);
        });
    }

    private void fund(long satoshis) {
        write(stores -> Samples.fund(stores, "payer", "more", satoshis));
    }

    private static Recipient pay(String name, long satoshis) {
        return new Recipient(Samples.wallet(name, 0).address(), Satoshis.of(satoshis));
    }

    private Touched lock(List<Attempt> attempts) {
        return unitOfWork().write(stores -> stores.payments().lock(attempts, List.of()));
    }

    private Optional<Payment> find(PaymentOrder order) {
        return unitOfWork().read(stores -> stores.payments().find(order.key()));
    }

    private Optional<Authorization> active() {
        return unitOfWork().read(stores -> stores.authorizations().findActive(PAYER, APP));
    }
}
