package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.Activation.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ActivationStore} does. */
public interface ActivationStoreContract extends StorageContract {

    @Test
    default void activation1_anUnknownActivationIsNotFound() {
        Activation unknown = Samples.activation(
                Samples.user("ann").openId(), Samples.app("shop").id());

        assertThat(find(unknown)).isEmpty();
        assertThat(unitOfWork()
                        .<Optional<Activation>>write(
                                stores -> stores.activations().lock(unknown.id())))
                .isEmpty();
        assertThatThrownBy(() -> write(stores -> stores.activations().update(unknown)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void activation2_anActivationIsFoundAsItWasAdded() {
        Activation activation = add("ann", "shop");

        assertThat(find(activation)).contains(activation);
    }

    @Test
    default void activation3_anIdIsTakenOnce() {
        Activation activation = add("ann", "shop");

        assertThatThrownBy(() -> write(stores -> stores.activations().add(activation)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void activation4_anAnswerIsKept() {
        Activation activation = add("ann", "shop");

        for (Answer answer : Answer.values()) {
            write(stores -> stores.activations().update(activation.answered(answer)));

            assertThat(find(activation)).contains(activation.answered(answer));
        }
    }

    @Test
    default void activation5_expiredActivationsAreRemovedAndOthersStay() {
        Activation activation = add("ann", "shop");

        int tooEarly = unitOfWork().write(stores -> stores.activations().removeExpired(activation.expiresAt()));
        assertThat(tooEarly).isZero();
        assertThat(find(activation)).contains(activation);

        int removed = unitOfWork()
                .write(stores -> stores.activations()
                        .removeExpired(activation.expiresAt().plusMillis(1)));
        assertThat(removed).isEqualTo(1);
        assertThat(find(activation)).isEmpty();
    }

    @Test
    default void activation6_ofSeveralWhoAnswerAtOnceOneIsFirst() {
        Activation activation = add("ann", "shop");

        List<Boolean> first = Threads.collect(
                6,
                thread -> unitOfWork().<Boolean>write(stores -> {
                    Activation locked =
                            stores.activations().lock(activation.id()).orElseThrow();
                    if (locked.answer() != Answer.NONE) {
                        return false;
                    }
                    stores.activations().update(locked.answered(Answer.APPROVED));
                    return true;
                }));

        assertThat(first).containsOnlyOnce(true).hasSize(6);
    }

    private Activation add(String user, String app) {
        return unitOfWork().write(stores -> {
            Activation activation = Samples.activation(
                    Samples.addUser(stores, user, 0).openId(),
                    Samples.addApp(stores, app).id());
            stores.activations().add(activation);
            return activation;
        });
    }

    private Optional<Activation> find(Activation activation) {
        return unitOfWork().read(stores -> stores.activations().find(activation.id()));
    }
}
