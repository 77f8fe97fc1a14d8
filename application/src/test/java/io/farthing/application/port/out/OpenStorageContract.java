package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link OpenStorage} does. */
public interface OpenStorageContract {

    /** Opens the storage under test, which is empty the first time. The test closes what it opens. */
    OpenStorage open();

    @Test
    default void open1_itsUnitOfWorkIsTheSameEveryTime() {
        try (OpenStorage storage = open()) {
            assertThat(storage.unitOfWork()).isSameAs(storage.unitOfWork());
        }
    }

    @Test
    default void open2_whatWasCommittedIsThereWhenItIsOpenedAgain() {
        try (OpenStorage storage = open()) {
            storage.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
        }
        try (OpenStorage storage = open()) {
            boolean isThere = storage.unitOfWork()
                    .read(stores ->
                            stores.users().find(Samples.user("ann").openId()).isPresent());
            assertThat(isThere).isTrue();
        }
    }

    @Test
    default void open3_closingTwiceDoesNoHarmAndNothingCanBeDoneThereafter() {
        OpenStorage storage = open();
        storage.close();
        storage.close();

        assertThatThrownBy(() -> storage.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5)))
                .isInstanceOf(StorageFailure.class);
        assertThatThrownBy(() ->
                        storage.unitOfWork().read(stores -> stores.journal().paymentCount()))
                .isInstanceOf(StorageFailure.class);
    }

    /** Whatever a store takes is kept: pending payments, events that wait and who does what are easily forgotten. */
    @Test
    default void open4_nothingThatIsKeptIsForgottenWhenItIsOpenedAgain() {
        List<Object> before;
        try (OpenStorage storage = open()) {
            EveryKind.write(storage.unitOfWork());
            before = EveryKind.read(storage.unitOfWork());
        }
        try (OpenStorage storage = open()) {
            assertThat(EveryKind.read(storage.unitOfWork())).isEqualTo(before);
            storage.unitOfWork().<Boolean>write(stores -> {
                assertThat(stores.outsideConsents().take(EveryKind.CONSENT.state()))
                        .contains(EveryKind.CONSENT);
                assertThat(stores.leases().take(EveryKind.TASK, "two", Samples.NOW, EveryKind.LEASE_IS_OVER))
                        .isFalse();
                return true;
            });
            PaymentOrder again = Samples.order(EveryKind.SHOP, EveryKind.ANN, "paid", 1);
            assertThat(PaymentBatches.onlyDecision(PaymentBatches.run(storage.unitOfWork(), List.of(again))))
                    .isEqualTo("ORDER_NUMBER_TAKEN");
        }
    }

    /** A number that was handed out may be known elsewhere, also if nothing was written under it, or it is gone. */
    @Test
    default void open5_noNumberIsHandedOutAgainAfterItWasClosed() {
        List<Long> first;
        try (OpenStorage storage = open()) {
            first = numbers(storage.unitOfWork());
        }
        try (OpenStorage storage = open()) {
            List<Long> next = numbers(storage.unitOfWork());
            for (int kind = 0; kind < first.size(); kind++) {
                assertThat(next.get(kind)).isGreaterThan(first.get(kind));
            }
        }
    }

    /** Two that know nothing of each other would each overwrite what the other has committed. */
    @Test
    default void open6_aSecondOpeningIsRefusedOrSharesEverything() {
        try (OpenStorage first = open()) {
            OpenStorage second;
            try {
                second = open();
            } catch (RuntimeException refused) {
                first.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
                return;
            }
            try (second) {
                first.unitOfWork().write(stores -> Samples.addUser(stores, "ann", 5));
                second.unitOfWork().<Boolean>write(stores -> {
                    Samples.fund(stores, "ann", "more", 7);
                    return true;
                });
                assertThat(Stored.balance(first.unitOfWork(), EveryKind.ANN)).isEqualTo(12);
                assertThat(Stored.balance(second.unitOfWork(), EveryKind.ANN)).isEqualTo(12);
            }
        }
    }

    /** Closing may wait for what is running, a second at most here, or fail it. */
    @Test
    default void open7_whatRunsWhileItIsClosedIsThereOrHasFailed() {
        OpenStorage storage = open();
        CountDownLatch isWritten = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);

        List<Optional<StorageFailure.Category>> failures = Threads.collect(2, thread -> {
            if (thread == 0) {
                assertThat(Threads.await(isWritten, 60)).isTrue();
                storage.close();
                isClosed.countDown();
                return Optional.empty();
            }
            try {
                storage.unitOfWork().<Boolean>write(stores -> {
                    Samples.addUser(stores, "ann", 5);
                    isWritten.countDown();
                    Threads.await(isClosed, 1);
                    return true;
                });
                return Optional.empty();
            } catch (StorageFailure failed) {
                return Optional.of(failed.category());
            }
        });

        Optional<StorageFailure.Category> failure = failures.get(1);
        try (OpenStorage again = open()) {
            boolean isThere = again.unitOfWork()
                    .read(stores ->
                            stores.users().find(Samples.user("ann").name()).isPresent());
            // It may be either if nobody knows.
            assertThat(isThere || failure.isPresent()).isTrue();
            assertThat(isThere && failure.isPresent() && !failure.get().equals(StorageFailure.Category.OUTCOME_UNKNOWN))
                    .isFalse();
        }
    }

    /** The last number of a payment, of an authorization and of an event that no longer waits. */
    private static List<Long> numbers(UnitOfWork unitOfWork) {
        ListenerName listener = new ListenerName("mail");
        PlatformEvent event = new PlatformEvent.AuthorizationActivated(
                new Occasion(EveryKind.ANN, EveryKind.SHOP, Samples.NOW), new AuthorizationId(1), Samples.limits(1, 1));
        return unitOfWork.write(stores -> {
            stores.events().add(List.of(listener), List.of(event));
            EventNumber number = stores.events().next(listener, 1).get(0).number();
            stores.events().remove(listener, List.of(number));
            List<PaymentId> payments = stores.payments().nextIds(3);
            return List.of(
                    payments.get(2).value(), stores.authorizations().nextId().value(), number.value());
        });
    }
}
