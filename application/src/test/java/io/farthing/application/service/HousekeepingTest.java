package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.ShareIdentity.TokenState;
import io.farthing.application.port.in.ShareIdentity.Tokens;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.user.User;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final ServiceBench bench = new ServiceBench();
    private final Housekeeping housekeeping = new Housekeeping(bench.storage, bench.clock);
    private final IdentityService identities =
            new IdentityService(bench.storage, bench.clock, bench.randomness, bench.addresses);
    private final ActivationService activations = new ActivationService(bench.storage, bench.clock, bench.randomness);
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 0);

    @Test
    void anExpiredTokenIsRememberedForADayAndThenRemoved() {
        Tokens tokens = identities
                .exchange(shop.id(), identities.issueCode(shop.id(), alice.openId()))
                .orElseThrow();
        bench.clock.advance(ShareIdentity.ACCESS_LIFETIME.plus(REMEMBERED));
        assertThat(housekeeping.removeExpired()).isZero();
        assertThat(identities.check(tokens.access()).state()).isEqualTo(TokenState.EXPIRED);

        bench.clock.advance(Duration.ofMillis(1));
        assertThat(housekeeping.removeExpired()).isEqualTo(1);
        assertThat(identities.check(tokens.access()).state()).isEqualTo(TokenState.UNKNOWN);
        assertThat(identities.refresh(shop.id(), tokens.refresh()))
                .as("what is still good stays")
                .isPresent();
    }

    @Test
    void anActivationIsRemovedADayAfterItsTimeIsOver() {
        ActivationId id = activations
                .open(shop, Samples.uri("https://shop.example/back"), alice.openId())
                .orElseThrow()
                .id();
        bench.clock.advance(Duration.ofHours(1).plus(REMEMBERED));
        assertThat(housekeeping.removeExpired()).isZero();
        assertThat(activations.find(id, alice.openId())).isPresent();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(housekeeping.removeExpired()).isEqualTo(1);
        assertThat(activations.find(id, alice.openId())).isEmpty();
        assertThat(housekeeping.removeExpired()).isZero();
    }
}
