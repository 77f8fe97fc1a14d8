package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AppStore} does. */
public interface AppStoreContract extends StorageContract {

    @Test
    default void app1_anUnknownAppIsNotFound() {
        AppId unknown = new AppId("unknown");

        assertThat(unitOfWork().<Optional<App>>read(stores -> stores.apps().find(unknown)))
                .isEmpty();
        assertThat(unitOfWork().<Optional<App>>write(stores -> stores.apps().lock(unknown)))
                .isEmpty();
    }

    @Test
    default void app2_anAppIsFoundAsItWasAdded() {
        App full = Samples.app("full");
        AppProfile bare = new AppProfile(
                "只有名字 \uD83C\uDF4C",
                Optional.empty(),
                new RedirectUris(List.of(Samples.uri("https://b.example/x"), Samples.uri("https://a.example"))),
                Optional.empty(),
                Optional.empty());
        App plain = new App(new AppId("plain"), bare, full.secrets(), true, Samples.NOW);

        write(stores -> {
            stores.apps().add(full);
            stores.apps().add(plain);
        });

        assertThat(find(full.id())).contains(full);
        assertThat(find(plain.id())).contains(plain);
    }

    @Test
    default void app3_anIdIsTakenOnce() {
        write(stores -> Samples.addApp(stores, "shop"));

        assertThatThrownBy(() -> write(stores -> Samples.addApp(stores, "shop")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void app4_anUpdateReplacesEverything() {
        App app = Samples.app("shop");
        App changed = app.withProfile(Samples.app("other").profile())
                .withSuspended(true)
                .rotate(Samples.secret("new").digest(), Samples.NOW, Samples.NOW.plus(Duration.ofDays(1)));
        write(stores -> stores.apps().add(app));

        write(stores -> stores.apps().update(changed));

        assertThat(find(app.id())).contains(changed);
    }

    @Test
    default void app5_anUnknownAppIsNotUpdated() {
        assertThatThrownBy(() -> write(stores -> stores.apps().update(Samples.app("unknown"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void app6_appsAreListedInTheOrderOfTheirIds() {
        List<String> ids = List.of("-a", "0", "_b", "a", "a-c", "ab", "b");
        write(stores -> List.of("b", "ab", "a-c", "_b", "0", "-a", "a").forEach(id -> Samples.addApp(stores, id)));

        assertThat(list(Optional.empty(), 100)).containsExactlyElementsOf(ids);
        assertThat(list(Optional.empty(), 2)).containsExactly("-a", "0");
        assertThat(list(Optional.of(new AppId("0")), 3)).containsExactly("_b", "a", "a-c");
        assertThat(list(Optional.of(new AppId("aa")), 100)).containsExactly("ab", "b");
        assertThat(list(Optional.of(new AppId("b")), 100)).isEmpty();
    }

    @Test
    default void app7_whoLocksAnAppSeesWhatTheOneBeforeChanged() {
        write(stores -> Samples.addApp(stores, "shop"));

        Threads.race(4, thread -> {
            for (int i = 0; i < 5; i++) {
                write(stores -> {
                    App app = stores.apps().lock(new AppId("shop")).orElseThrow();
                    AppProfile profile = app.profile();
                    stores.apps()
                            .update(app.withProfile(new AppProfile(
                                    profile.name() + "!",
                                    profile.icon(),
                                    profile.redirectUris(),
                                    profile.refuseUrl(),
                                    profile.receiveAddress())));
                });
            }
        });

        assertThat(find(new AppId("shop")).orElseThrow().profile().name()).isEqualTo("The shop shop" + "!".repeat(20));
    }

    private Optional<App> find(AppId id) {
        return unitOfWork().read(stores -> stores.apps().find(id));
    }

    private List<String> list(Optional<AppId> after, int limit) {
        return unitOfWork()
                .read(stores -> stores.apps().list(after, limit).stream()
                        .map(app -> app.id().value())
                        .toList());
    }
}
