package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OutsideConsentStore} does. */
public interface OutsideConsentStoreContract extends StorageContract {

    @Test
    default void outside1_aConsentIsTakenOnce() {
        OutsideConsent consent = add("a", Samples.NOW);

        assertThat(take(consent)).contains(consent);
        assertThat(take(consent)).isEmpty();
    }

    @Test
    default void outside2_aStateIsTheirsOnlyOnce() {
        add("a", Samples.NOW);

        assertThatThrownBy(() -> add("a", Samples.NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void outside3_expiredConsentsAreRemovedAndOthersStay() {
        OutsideConsent early = add("early", Samples.NOW.minusMillis(1));
        OutsideConsent exact = add("exact", Samples.NOW);

        assertThat(unitOfWork()
                        .<Integer>write(stores -> stores.outsideConsents().removeExpired(Samples.NOW)))
                .isEqualTo(1);

        assertThat(take(early)).isEmpty();
        assertThat(take(exact)).contains(exact);
    }

    @Test
    default void outside4_ofSeveralWhoTakeAConsentAtOnceOneGetsIt() {
        OutsideConsent consent = add("a", Samples.NOW);

        List<Optional<OutsideConsent>> taken = Threads.collect(6, thread -> take(consent));

        assertThat(taken.stream().flatMap(Optional::stream)).containsExactly(consent);
    }

    private OutsideConsent add(String label, Instant expiresAt) {
        return unitOfWork().write(stores -> {
            UserOpenId ann = Samples.user("ann").openId();
            AppId shop = new AppId("shop");
            Activation activation = Samples.activation(ann, shop);
            if (stores.users().find(ann).isEmpty()) {
                Samples.addUser(stores, "ann", 0);
                Samples.addApp(stores, "shop");
                stores.activations().add(activation);
            }
            OutsideConsent consent = new OutsideConsent(
                    Samples.secret(label).digest(), activation.id(), Samples.limits(7, 70), expiresAt);
            stores.outsideConsents().add(consent);
            return consent;
        });
    }

    private Optional<OutsideConsent> take(OutsideConsent consent) {
        return unitOfWork().write(stores -> stores.outsideConsents().take(consent.state()));
    }
}
