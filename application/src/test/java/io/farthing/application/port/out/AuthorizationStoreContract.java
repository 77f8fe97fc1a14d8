package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link AuthorizationStore} does. */
public interface AuthorizationStoreContract extends StorageContract {

    /** The user of these tests. */
    UserOpenId ANN = Samples.user("ann").openId();

    /** The app of these tests. */
    AppId SHOP = Samples.app("shop").id();

    /** The limits of these tests. */
    SpendingLimits LIMITS = Samples.limits(100, 1000);

    @Test
    default void authorization1_anUnknownAuthorizationIsNotFound() {
        boolean isKnown = unitOfWork()
                .write(stores -> stores.authorizations().findActive(ANN, SHOP).isPresent()
                        || stores.authorizations().lockActive(ANN, SHOP).isPresent()
                        || stores.authorizations().find(new AuthorizationId(1)).isPresent()
                        || stores.authorizations().lock(new AuthorizationId(1)).isPresent()
                        || !stores.authorizations().of(ANN, 10).isEmpty());

        assertThat(isKnown).isFalse();
    }

    @Test
    default void authorization2_anAuthorizationIsFoundAsItWasAdded() {
        Authorization added = addFirst();

        write(stores -> {
            assertThat(stores.authorizations().find(added.id())).contains(added);
            assertThat(stores.authorizations().findActive(ANN, SHOP)).contains(added);
            assertThat(stores.authorizations().lockActive(ANN, SHOP)).contains(added);
            assertThat(stores.authorizations().lock(added.id())).contains(added);
            assertThat(stores.authorizations().of(ANN, 10)).containsExactly(added);
        });
    }

    @Test
    default void authorization3_aSecondActiveOneIsAConflict() {
        addFirst();

        assertThatThrownBy(() -> write(stores -> Samples.addAuthorization(stores, ANN, SHOP, LIMITS)))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.CONFLICT));
    }

    @Test
    default void authorization4_anUpdateKeepsLimitsUsageAndStanding() {
        Authorization added = addFirst();
        Authorization changed = added.withLimits(Samples.limits(7, 77)).spend(Satoshis.of(5));

        write(stores -> stores.authorizations().update(changed, Samples.NOW));
        assertThat(active()).contains(changed);

        write(stores -> stores.authorizations().update(changed.end(Standing.REVOKED), Samples.NOW));
        assertThat(active()).isEmpty();
        assertThat(unitOfWork()
                        .<Optional<Authorization>>write(
                                stores -> stores.authorizations().lock(added.id())))
                .contains(changed.end(Standing.REVOKED));
        assertThat(unitOfWork()
                        .<Optional<Authorization>>read(
                                stores -> stores.authorizations().find(added.id())))
                .contains(changed.end(Standing.REVOKED));
    }

    @Test
    default void authorization5_anUnknownAuthorizationIsNotUpdated() {
        Authorization unknown = Authorization.approved(new AuthorizationId(4711), ANN, SHOP, LIMITS, Samples.NOW);

        assertThatThrownBy(() -> write(stores -> stores.authorizations().update(unknown, Samples.NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void authorization6_historyStaysWithEveryActiveOneFirstAndThenTheNewestEndedOnes() {
        Authorization first = addFirst();
        Authorization second = replace(LIMITS);
        Authorization third = replace(LIMITS);
        Authorization another = unitOfWork()
                .write(stores -> Samples.addAuthorization(
                        stores, ANN, Samples.addApp(stores, "another").id(), LIMITS));
        Authorization other = unitOfWork().write(stores -> {
            Authorization revoked = Samples.addAuthorization(
                    stores, ANN, Samples.addApp(stores, "other").id(), LIMITS);
            stores.authorizations().update(revoked.end(Standing.REVOKED), Samples.NOW);
            return revoked.end(Standing.REVOKED);
        });

        List<Authorization> all =
                unitOfWork().read(stores -> stores.authorizations().of(ANN, 10));
        List<Authorization> some =
                unitOfWork().read(stores -> stores.authorizations().of(ANN, 1));

        assertThat(all)
                .containsExactly(another, third, other, second.end(Standing.REPLACED), first.end(Standing.REPLACED));
        assertThat(some).containsExactly(another, third, other);
    }

    @Test
    default void authorization7_numbersAreNeverHandedOutTwiceNotEvenAfterARollback() {
        Set<AuthorizationId> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> write(stores -> {
                        seen.add(stores.authorizations().nextId());
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        Threads.collect(
                        4,
                        thread -> unitOfWork()
                                .<List<AuthorizationId>>write(stores -> List.of(
                                        stores.authorizations().nextId(),
                                        stores.authorizations().nextId())))
                .forEach(seen::addAll);

        assertThat(seen).hasSize(28);
    }

    @Test
    default void authorization8_ofSeveralApprovalsAtOnceOneStaysActive() {
        addFirst();

        Threads.race(6, thread -> replace(Samples.limits(1, 100 + thread)));

        List<Authorization> all =
                unitOfWork().read(stores -> stores.authorizations().of(ANN, 10));
        assertThat(all).hasSize(7);
        assertThat(all.stream().filter(Authorization::isActive)).hasSize(1);
    }

    @Test
    default void authorization9_firstApprovalsAtOnceLeaveOneActive() {
        write(stores -> {
            Samples.addUser(stores, "ann", 0);
            Samples.addApp(stores, "shop");
        });

        Threads.race(6, thread -> replace(LIMITS));

        List<Authorization> all =
                unitOfWork().read(stores -> stores.authorizations().of(ANN, 10));
        assertThat(all).hasSize(6);
        assertThat(all.stream().filter(Authorization::isActive)).hasSize(1);
    }

    @Test
    default void authorization10_nobodysConsentStandsForAnothersOrForAnotherApp() {
        List<UserOpenId> users = List.of(ANN, Samples.user("bob").openId());
        List<Authorization> all = new ArrayList<>();
        write(stores -> {
            List.of("ann", "bob").forEach(name -> Samples.addUser(stores, name, 0));
            List.of("shop", "another").forEach(app -> Samples.addApp(stores, app));
        });
        for (UserOpenId user : users) {
            for (AppId app : List.of(SHOP, Samples.app("another").id())) {
                Authorization ended = unitOfWork()
                        .write(stores -> Samples.addAuthorization(stores, user, app, LIMITS))
                        .end(Standing.REVOKED);
                write(stores -> stores.authorizations().update(ended, Samples.NOW));
                all.add(ended);
                all.add(unitOfWork().write(stores -> Samples.addAuthorization(stores, user, app, LIMITS)));
            }
        }

        write(stores -> {
            for (UserOpenId user : users) {
                assertThat(stores.authorizations().of(user, 10))
                        .containsExactlyInAnyOrderElementsOf(all.stream()
                                .filter(each -> each.user().equals(user))
                                .toList());
            }
            all.stream().filter(Authorization::isActive).forEach(active -> {
                assertThat(stores.authorizations().findActive(active.user(), active.app()))
                        .contains(active);
                assertThat(stores.authorizations().lockActive(active.user(), active.app()))
                        .contains(active);
            });
        });
    }

    @Test
    default void authorization11_whatOthersHaveEndedSinceHidesNothing() {
        UserOpenId bob = Samples.user("bob").openId();
        Authorization first = addFirst();
        Authorization second = replace(LIMITS);
        write(stores -> {
            Samples.addUser(stores, "bob", 0);
            for (int i = 0; i < 3; i++) {
                Authorization ended = Samples.addAuthorization(stores, bob, SHOP, LIMITS);
                stores.authorizations().update(ended.end(Standing.REVOKED), Samples.NOW);
            }
        });

        List<Authorization> some =
                unitOfWork().read(stores -> stores.authorizations().of(ANN, 1));
        assertThat(some).containsExactly(second, first.end(Standing.REPLACED));
    }

    private Authorization addFirst() {
        return unitOfWork().write(stores -> {
            Samples.addUser(stores, "ann", 0);
            Samples.addApp(stores, "shop");
            return Samples.addAuthorization(stores, ANN, SHOP, LIMITS);
        });
    }

    private Authorization replace(SpendingLimits limits) {
        return unitOfWork().write(stores -> {
            stores.authorizations()
                    .lockActive(ANN, SHOP)
                    .ifPresent(active -> stores.authorizations().update(active.end(Standing.REPLACED), Samples.NOW));
            return Samples.addAuthorization(stores, ANN, SHOP, limits);
        });
    }

    private Optional<Authorization> active() {
        return unitOfWork().read(stores -> stores.authorizations().findActive(ANN, SHOP));
    }
}
