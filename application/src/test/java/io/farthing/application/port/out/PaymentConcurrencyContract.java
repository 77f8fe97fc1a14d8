package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.LedgerAudit;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link PaymentStore} does when several units of work want the same. */
public interface PaymentConcurrencyContract extends StorageContract {

    /** The app of these tests. */
    AppId STORE = new AppId("store");

    @Test
    default void race1_theCumulativeLimitIsReachedExactlyAndNeverExceeded() {
        addUsers(1, 1_000_000, Samples.limits(10, 100));

        List<List<BatchOutcome>> outcomes = Threads.collect(4, thread -> {
            List<BatchOutcome> own = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                own.add(PaymentBatches.run(
                        unitOfWork(),
                        List.of(
                                Samples.order(STORE, user(0), thread + " a " + i, 3),
                                Samples.order(STORE, user(0), thread + " b " + i, 1))));
            }
            return own;
        });

        assertThat(accepted(outcomes)).isEqualTo(100);
        assertThat(spent(user(0))).isEqualTo(100);
        assertThatBooksAddUp();
    }

    @Test
    default void race2_aWalletIsEmptiedExactlyAndNeverOverdrawn() {
        addUsers(1, 50, Samples.limits(10, 1000));

        List<List<BatchOutcome>> outcomes = Threads.collect(4, thread -> {
            List<BatchOutcome> own = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                own.add(PaymentBatches.run(unitOfWork(), List.of(Samples.order(STORE, user(0), thread + " " + i, 1))));
            }
            return own;
        });

        assertThat(accepted(outcomes)).isEqualTo(50);
        assertThatBooksAddUp();
    }

    @Test
    default void race3_anOrderNumberIsAcceptedOnceHoweverManyAsk() {
        addUsers(4, 1000, Samples.limits(10, 1000));

        // Different users, so that no lock but that of the order number keeps them apart.
        List<String> decisions = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            String number = "same " + round;
            decisions.addAll(Threads.collect(
                    4,
                    thread -> PaymentBatches.onlyDecision(
                            PaymentBatches.run(unitOfWork(), List.of(Samples.order(STORE, user(thread), number, 5))))));
        }

        assertThat(decisions.stream().filter("APPROVED"::equals)).hasSize(5);
        assertThat(decisions.stream().filter("ORDER_NUMBER_TAKEN"::equals)).hasSize(15);
        assertThatBooksAddUp();
    }

    @Test
    default void race4_crossingBatchesInRandomOrdersAllGetThrough() {
        int users = 8;
        addUsers(users, 1_000_000, Samples.limits(1000, 1_000_000));

        List<List<BatchOutcome>> outcomes = Threads.collect(4, thread -> {
            Random random = new Random(thread);
            List<BatchOutcome> own = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                List<PaymentOrder> orders = new ArrayList<>();
                for (int j = 0; j < 12; j++) {
                    Recipient other = new Recipient(
                            Samples.wallet(name(random.nextInt(users)), 0).address(), Satoshis.of(2));
                    orders.add(Samples.order(
                            STORE, user(random.nextInt(users)), thread + " " + i + " " + j, other, pay("outside")));
                }
                own.add(PaymentBatches.run(unitOfWork(), orders));
            }
            return own;
        });

        assertThat(accepted(outcomes)).isEqualTo(4 * 10 * 12 * 3);
        assertThatBooksAddUp();
        assertThatListsAreComplete(users, outcomes);
    }

    @Test
    default void race5_nothingIsDrawnUnderAnEndedAuthorizationAndReplacingInterruptsNothing() {
        addUsers(1, 1_000_000, Samples.limits(1, 1_000_000));

        List<List<String>> decisions = Threads.collect(4, thread -> {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                if (thread == 0) {
                    replace();
                } else {
                    own.add(PaymentBatches.onlyDecision(PaymentBatches.run(
                            unitOfWork(), List.of(Samples.order(STORE, user(0), thread + " " + i, 1)))));
                }
            }
            return own;
        });

        // There was an active authorization at every moment.
        assertThat(decisions.stream().flatMap(List::stream)).hasSize(45).containsOnly("APPROVED");
        assertThatBooksAddUp();
    }

    @Test
    default void race6_aRevokedAuthorizationDrawsNothingMore() {
        addUsers(1, 1_000_000, Samples.limits(1, 1_000_000));

        Threads.race(4, thread -> {
            for (int i = 0; i < 10; i++) {
                if (thread == 0 && i == 5) {
                    write(stores -> stores.authorizations()
                            .lockActive(user(0), STORE)
                            .ifPresent(active ->
                                    stores.authorizations().update(active.end(Standing.REVOKED), Samples.NOW)));
                    long spentThen = spent(user(0));
                    PaymentBatches.run(unitOfWork(), List.of(Samples.order(STORE, user(0), "after", 1)));
                    assertThat(spent(user(0))).isEqualTo(spentThen);
                }
                PaymentBatches.run(unitOfWork(), List.of(Samples.order(STORE, user(0), thread + " " + i, 1)));
            }
        });

        assertThatBooksAddUp();
    }

    /** Whoever would have to wait with the payment may: then it comes after the change. */
    @Test
    default void race7_aChangeOfLimitsByNumberForgetsNothingThatIsSpentMeanwhile() {
        addUsers(1, 1_000_000, Samples.limits(10, 100));
        AuthorizationId id = unitOfWork()
                .read(stores -> stores.authorizations().findActive(user(0), STORE))
                .orElseThrow()
                .id();
        CountDownLatch isLocked = new CountDownLatch(1);
        CountDownLatch isPaid = new CountDownLatch(1);

        Threads.race(2, thread -> {
            if (thread == 0) {
                write(stores -> {
                    Authorization locked = stores.authorizations().lock(id).orElseThrow();
                    isLocked.countDown();
                    Threads.await(isPaid, 1);
                    stores.authorizations().update(locked.withLimits(Samples.limits(20, 200)), Samples.NOW);
                });
            } else {
                assertThat(Threads.await(isLocked, 60)).isTrue();
                PaymentBatches.accept(unitOfWork(), Samples.order(STORE, user(0), "meanwhile", 7));
                isPaid.countDown();
            }
        });

        Authorization changed =
                unitOfWork().read(stores -> stores.authorizations().find(id)).orElseThrow();
        assertThat(changed.limits()).isEqualTo(Samples.limits(20, 200));
        assertThat(changed.usage().spent()).isEqualTo(Satoshis.of(7));
        assertThatBooksAddUp();
    }

    private void addUsers(int count, long satoshis, SpendingLimits limits) {
        write(stores -> {
            Samples.addApp(stores, STORE.value());
            for (int i = 0; i < count; i++) {
                Samples.addUser(stores, name(i), satoshis);
                Samples.addAuthorization(stores, user(i), STORE, limits);
            }
        });
    }

    private void replace() {
        write(stores -> {
            Authorization active =
                    stores.authorizations().lockActive(user(0), STORE).orElseThrow();
            stores.authorizations().update(active.end(Standing.REPLACED), Samples.NOW);
            Samples.addAuthorization(stores, user(0), STORE, active.limits());
        });
    }

    private long spent(UserOpenId user) {
        return unitOfWork()
                .<Long>read(stores -> stores.authorizations().of(user, 100).stream()
                        .mapToLong(
                                authorization -> authorization.usage().spent().value())
                        .sum());
    }

    private void assertThatBooksAddUp() {
        List<Discrepancy> differences = unitOfWork().read(stores -> {
            LedgerAudit audit = new LedgerAudit();
            stores.journal().eachWallet(audit::wallet);
            stores.journal().eachAuthorization(audit::authorization);
            stores.journal().eachFunding(audit::funding);
            stores.journal().eachPayment(audit::payment, audit::wrong);
            return audit.differences();
        });
        assertThat(differences).isEmpty();
    }

    private void assertThatListsAreComplete(int users, List<List<BatchOutcome>> outcomes) {
        List<Payment> accepted = outcomes.stream()
                .flatMap(List::stream)
                .flatMap(outcome -> outcome.accepted().stream())
                .toList();
        for (int i = 0; i < users; i++) {
            UserOpenId user = user(i);
            Address address = Samples.wallet(name(i), 0).address();
            assertThat(unitOfWork()
                            .<List<Payment>>read(stores -> stores.payments().drawnFrom(user, Optional.empty(), 1000)))
                    .containsExactlyInAnyOrderElementsOf(accepted.stream()
                            .filter(payment -> payment.order().user().equals(user))
                            .toList());
            assertThat(unitOfWork()
                            .<List<Payment>>read(stores -> stores.payments().creditedTo(user, Optional.empty(), 1000)))
                    .containsExactlyInAnyOrderElementsOf(accepted.stream()
                            .filter(payment -> !payment.order().user().equals(user))
                            .filter(payment -> payment.order().recipients().list().stream()
                                    .anyMatch(recipient -> recipient.address().equals(address)))
                            .toList());
        }
    }

    private static long accepted(List<List<BatchOutcome>> outcomes) {
        return outcomes.stream()
                .flatMap(List::stream)
                .flatMap(outcome -> outcome.accepted().stream())
                .mapToLong(payment -> payment.order().amount().value())
                .sum();
    }

    private static Recipient pay(String label) {
        return new Recipient(Samples.address(label), Satoshis.of(1));
    }

    private static String name(int user) {
        return "user " + user;
    }

    private static UserOpenId user(int user) {
        return Samples.user(name(user)).openId();
    }
}
