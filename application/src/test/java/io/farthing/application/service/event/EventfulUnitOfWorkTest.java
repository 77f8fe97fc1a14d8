package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.EventOutbox.Entry;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationActivated;
import io.farthing.domain.event.PlatformEvent.AuthorizationChanged;
import io.farthing.domain.event.PlatformEvent.AuthorizationEnded;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.Threshold;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Units of work that notice events do what every storage does, and keep the events of what was committed. */
final class EventfulUnitOfWorkTest implements StoresContract {

    private static final ListenerName AUDIT = new ListenerName("audit");
    private static final UserOpenId USER = Samples.user("ann").openId();
    private static final AppId APP = Samples.app("shop").id();

    private final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    private final AtomicInteger woken = new AtomicInteger();
    private final EventfulUnitOfWork eventful = new EventfulUnitOfWork(storage, List.of(AUDIT), woken::incrementAndGet);

    @Override
    public UnitOfWork unitOfWork() {
        return eventful;
    }

    @Test
    void anAuthorizationIsToldFromItsBeginningToItsEnd() {
        Authorization added = eventful.write(this::authorize);
        eventful.write(stores -> update(stores, added.withLimits(Samples.limits(7, 70))));
        eventful.write(stores -> update(stores, added.end(Standing.REVOKED)));

        assertThat(events())
                .hasExactlyElementsOfTypes(
                        AuthorizationActivated.class, AuthorizationChanged.class, AuthorizationEnded.class)
                .allSatisfy(event -> assertThat(event.occasion().user()).isEqualTo(USER));
        assertThat(woken).hasValue(3);
    }

    @Test
    void anUpdateThatChangesNothingThatMattersIsNotTold() {
        Authorization added = eventful.write(this::authorize);
        eventful.write(stores -> update(stores, added));

        assertThat(events()).hasSize(1);
        assertThat(woken).hasValue(1);
    }

    @Test
    void aLimitLoweredBelowWhatIsUsedPassesThresholds() {
        Authorization added = eventful.write(this::authorize);
        Authorization used =
                eventful.write(stores -> update(stores, added.spend(io.farthing.domain.money.Satoshis.of(50))));
        eventful.write(stores -> update(stores, used.withLimits(Samples.limits(10, 60))));

        assertThat(events().subList(2, events().size()))
                .map(event -> ((LimitReached) event).threshold())
                .containsExactly(Threshold.HALF, Threshold.FOUR_FIFTHS);
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        storage.beforeCommit(() -> {
            throw new UnsupportedOperationException();
        });
        try {
            eventful.write(this::authorize);
        } catch (UnsupportedOperationException expected) {
            storage.beforeCommit(() -> {});
        }

        assertThat(events()).isEmpty();
        assertThat(woken).hasValue(0);
    }

    private Authorization authorize(Stores stores) {
        Samples.addUser(stores, "ann", 1000);
        Samples.addApp(stores, "shop");
        return Samples.addAuthorization(stores, USER, APP, Samples.limits(100, 1000));
    }

    private static Authorization update(Stores stores, Authorization authorization) {
        stores.authorizations().update(authorization, Samples.NOW);
        return authorization;
    }

    private List<PlatformEvent> events() {
        return storage.read(stores -> stores.events().next(AUDIT, 100)).stream()
                .map(Entry::event)
                .toList();
    }
}
