package io.farthing.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.address.Address;
import io.farthing.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AppTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant DAY_LATER = NOW.plus(Duration.ofDays(1));
    private static final Secret FIRST = new Secret("first");
    private static final Secret SECOND = new Secret("second");
    private static final Secret THIRD = new Secret("third");

    private final App app = new App(
            new AppId("shop"), profile("Shop"), List.of(new AppSecret(FIRST.digest(), Optional.empty())), false, NOW);

    @Test
    void anAppAcceptsItsSecretAndNoOther() {
        assertThat(app.accepts(FIRST, NOW)).isTrue();
        assertThat(app.accepts(FIRST, Instant.MAX)).isTrue();
        for (String wrong : new String[] {
            "", "firs", "first ", "First", "second", FIRST.digest().hex()
        }) {
            assertThat(app.accepts(new Secret(wrong), NOW)).as(wrong).isFalse();
        }
    }

    @Test
    void afterARotationTheOldSecretIsGoodUntilItsTimeIsOver() {
        App rotated = app.rotate(SECOND.digest(), NOW, DAY_LATER);

        assertThat(rotated.accepts(SECOND, NOW)).isTrue();
        assertThat(rotated.accepts(SECOND, Instant.MAX)).isTrue();
        assertThat(rotated.accepts(FIRST, NOW)).isTrue();
        assertThat(rotated.accepts(FIRST, DAY_LATER.minusNanos(1))).isTrue();
        assertThat(rotated.accepts(FIRST, DAY_LATER)).isFalse();
        assertThat(rotated.accepts(THIRD, NOW)).isFalse();
    }

    @Test
    void aRotationCanEndTheOldSecretAtOnce() {
        for (Instant end : List.of(NOW, NOW.minusMillis(1), Instant.MIN)) {
            App rotated = app.rotate(SECOND.digest(), NOW, end);

            assertThat(rotated.secrets()).containsExactly(new AppSecret(SECOND.digest(), Optional.empty()));
            assertThat(rotated.accepts(FIRST, NOW)).isFalse();
        }
    }

    @Test
    void anotherRotationEndsWhatWasOldAlready() {
        App twice = app.rotate(SECOND.digest(), NOW, DAY_LATER).rotate(THIRD.digest(), NOW, DAY_LATER);

        assertThat(twice.accepts(FIRST, NOW)).isFalse();
        assertThat(twice.accepts(SECOND, NOW)).isTrue();
        assertThat(twice.accepts(THIRD, NOW)).isTrue();
    }

    @Property(tries = 200)
    void onlyTheNewestSecretAndOneOldOneAreEverGood(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 10) Integer> hoursOfGrace,
            @ForAll @IntRange(max = 10) int hoursLater) {
        App rotated = app;
        for (int i = 0; i < hoursOfGrace.size(); i++) {
            rotated = rotated.rotate(secret(i).digest(), NOW, NOW.plus(Duration.ofHours(hoursOfGrace.get(i))));
        }
        Instant later = NOW.plus(Duration.ofHours(hoursLater));
        int newest = hoursOfGrace.size() - 1;

        assertThat(rotated.secrets()).hasSizeBetween(1, 2);
        assertThat(rotated.accepts(secret(newest), later)).isTrue();
        assertThat(rotated.accepts(newest == 0 ? FIRST : secret(newest - 1), later))
                .isEqualTo(hoursLater < hoursOfGrace.get(newest));
        for (int i = 0; i < newest - 1; i++) {
            assertThat(rotated.accepts(secret(i), later)).isFalse();
        }
    }

    @Test
    void aChangeLeavesEverythingElseAsItIs() {
        App suspended = app.withSuspended(true);
        App renamed = suspended.withProfile(profile("Another shop"));
        App rotated = renamed.rotate(SECOND.digest(), NOW, DAY_LATER);

        assertThat(suspended).isEqualTo(new App(app.id(), app.profile(), app.secrets(), true, NOW));
        assertThat(suspended.withSuspended(false)).isEqualTo(app);
        assertThat(renamed).isEqualTo(new App(app.id(), profile("Another shop"), app.secrets(), true, NOW));
        assertThat(rotated).isEqualTo(new App(app.id(), renamed.profile(), rotated.secrets(), true, NOW));
    }

    @Test
    void anAppHasASecret() {
        assertThatIllegalArgumentException().isThrownBy(() -> new App(app.id(), app.profile(), List.of(), false, NOW));
    }

    private static Secret secret(int number) {
        return new Secret("secret " + number);
    }

    private static AppProfile profile(String name) {
        return new AppProfile(
                name,
                Optional.empty(),
                new RedirectUris(List.of(WebUri.parse("https://shop.example").orElseThrow())),
                Optional.empty(),
                Address.parse("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"));
    }
}
