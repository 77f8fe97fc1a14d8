package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageApps.WithSecret;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppServiceTest {

    private static final Address TEST_NET_ADDRESS =
            Address.parse("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn").orElseThrow();

    private final ServiceBench bench = new ServiceBench();
    private final AppService apps = bench.apps(ServiceBench.strict());

    @Test
    void aRegisteredAppIsKnownByItsIdAndSecret() {
        WithSecret registered = apps.register(profile("https://shop.example"));
        App found = apps.find(registered.app().id()).orElseThrow();
        assertThat(found).isEqualTo(registered.app());
        assertThat(apps.isAuthentic(found, registered.secret())).isTrue();
        assertThat(apps.isAuthentic(found, Samples.secret("another"))).isFalse();
        assertThat(registered.secret().value()).matches("[0-9a-f]{64}");
    }

    @Test
    void noTwoAppsShareAnIdOrASecret() {
        WithSecret one = apps.register(profile("https://shop.example"));
        WithSecret other = apps.register(profile("https://shop.example"));
        assertThat(one.app().id()).isNotEqualTo(other.app().id());
        assertThat(one.secret()).isNotEqualTo(other.secret());
        assertThat(apps.isAuthentic(one.app(), other.secret())).isFalse();
    }

    /** Whoever is asked to trust an app has to know which. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b\u200d",
                "\u3164",
                "\u2800 \u2800",
                "\ufeff",
                "\u00a0",
                "\u202epohs",
                "shop\u2066",
                "sh\u200fop",
                "\u061cshop"
            })
    void aNameThatPeopleDoNotSeeAsItIsWrittenIsRefused(String name) {
        AppId id = apps.register(profile("https://shop.example")).app().id();
        assertThatThrownBy(() -> apps.register(named(name)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("name"));
        assertThatThrownBy(() -> apps.change(id, named(name))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Corner Shop", "שלום", "علي", "می\u200cخواهم", "\u2764\ufe0f", "O’Neill  & Söhne"})
    void aNameInAnyScriptIsTaken(String name) {
        assertThat(apps.register(named(name)).app().profile().name()).isEqualTo(name);
    }

    private static AppProfile named(String name) {
        AppProfile usual = profile("https://shop.example");
        return new AppProfile(name, usual.icon(), usual.redirectUris(), usual.refuseUrl(), usual.receiveAddress());
    }

    @Test
    void aReplacedSecretStaysGoodUntilItsGraceIsOver() {
        WithSecret old = apps.register(profile("https://shop.example"));
        AppId id = old.app().id();
        WithSecret fresh = apps.rotateSecret(id, Duration.ofHours(1)).orElseThrow();
        App app = apps.find(id).orElseThrow();
        assertThat(apps.isAuthentic(app, fresh.secret())).isTrue();
        assertThat(apps.isAuthentic(app, old.secret())).isTrue();

        bench.clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(apps.isAuthentic(app, old.secret())).isTrue();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(apps.isAuthentic(app, old.secret())).isFalse();
        assertThat(apps.isAuthentic(app, fresh.secret())).isTrue();
    }

    @Test
    void withoutGraceAReplacedSecretEndsAtOnce() {
        WithSecret old = apps.register(profile("https://shop.example"));
        WithSecret fresh = apps.rotateSecret(old.app().id(), Duration.ZERO).orElseThrow();
        App app = apps.find(old.app().id()).orElseThrow();
        assertThat(apps.isAuthentic(app, old.secret())).isFalse();
        assertThat(apps.isAuthentic(app, fresh.secret())).isTrue();
    }

    @Test
    void rotatingTwiceEndsTheSecretBeforeTheLast() {
        WithSecret first = apps.register(profile("https://shop.example"));
        AppId id = first.app().id();
        WithSecret second = apps.rotateSecret(id, Duration.ofHours(1)).orElseThrow();
        WithSecret third = apps.rotateSecret(id, Duration.ofHours(1)).orElseThrow();
        App app = apps.find(id).orElseThrow();
        assertThat(apps.isAuthentic(app, first.secret())).isFalse();
        assertThat(apps.isAuthentic(app, second.secret())).isTrue();
        assertThat(apps.isAuthentic(app, third.secret())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 30 * 24 * 3600 + 1})
    void aGraceOutOfRangeIsRefused(long seconds) {
        AppId id = apps.register(profile("https://shop.example")).app().id();
        assertThatThrownBy(() -> apps.rotateSecret(id, Duration.ofSeconds(seconds)))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("old_secret_valid_seconds"))
                .hasMessageContaining("not " + seconds);
        assertThat(apps.rotateSecret(id, ManageApps.MAX_GRACE)).isPresent();
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        AppId nobody = new AppId("nobody");
        assertThat(apps.change(nobody, profile("https://shop.example"))).isEmpty();
        assertThat(apps.rotateSecret(nobody, Duration.ZERO)).isEmpty();
        assertThat(apps.suspend(nobody, true)).isEmpty();
        assertThat(apps.lookUp(nobody)).isEmpty();
    }

    @Test
    void theOperatorSeesSuspendedAppsToo() {
        App app = bench.addApp("shop");
        apps.suspend(app.id(), true);
        assertThat(apps.lookUp(app.id())).map(App::suspended).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:9/x"})
    void encryptedUrisAndLoopbackHostsAreAccepted(String uri) {
        assertThat(apps.register(profile(uri)).app().profile()).isEqualTo(profile(uri));
    }

    @Test
    void plainHttpIsRefusedWithTheNamesOfTheFieldAndOfTheSettingThatAllowsIt() {
        WebUri plain = Samples.uri("http://shop.example/x");
        WebUri safe = Samples.uri("https://shop.example");
        String setting = "redirects.plain-http";
        assertRefused("redirect_uris", setting, profile(List.of(safe, plain), Optional.empty(), Optional.empty()));
        assertRefused("refuse_url", setting, profile(List.of(safe), Optional.of(plain), Optional.empty()));
        assertRefused("icon_url", setting, profile(List.of(safe), Optional.empty(), Optional.of(plain)));
        assertThat(bench.apps(ServiceBench.lenient()).register(profile("http://shop.example")))
                .isNotNull();
    }

    @Test
    void testNetAddressesAreRefusedUnlessTheOperatorAllowsThem() {
        AppProfile safe = profile("https://shop.example");
        AppProfile paidOnTestNet = new AppProfile(
                safe.name(), safe.icon(), safe.redirectUris(), safe.refuseUrl(), Optional.of(TEST_NET_ADDRESS));
        assertRefused("receive_address", "addresses.test-net", paidOnTestNet);
        assertThat(bench.apps(ServiceBench.lenient()).register(paidOnTestNet)).isNotNull();
    }

    @Test
    void appsAreListedPageByPage() {
        List.of("c", "a", "b").forEach(bench::addApp);
        assertThat(apps.list(Optional.empty(), 2))
                .extracting(app -> app.id().value())
                .containsExactly("a", "b");
        assertThat(apps.list(Optional.of(new AppId("b")), 2))
                .extracting(app -> app.id().value())
                .containsExactly("c");
    }

    private void assertRefused(String field, String setting, AppProfile profile) {
        AppId existing = bench.storage
                .read(stores -> stores.apps().find(new AppId("existing")))
                .orElseGet(() -> bench.addApp("existing"))
                .id();
        assertThatThrownBy(() -> apps.register(profile))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageStartingWith(field)
                .hasMessageContainingAll("unless the server's setting " + setting, "PlatformSettings");
        assertThatThrownBy(() -> apps.change(existing, profile)).isInstanceOf(InvalidInput.class);
    }

    private static AppProfile profile(String redirectUri) {
        return profile(List.of(Samples.uri(redirectUri)), Optional.empty(), Optional.empty());
    }

    private static AppProfile profile(List<WebUri> redirectUris, Optional<WebUri> refuseUrl, Optional<WebUri> icon) {
        return new AppProfile("A shop", icon, new RedirectUris(redirectUris), refuseUrl, Optional.empty());
    }
}
