package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
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
}
