package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.ShareIdentity.Identity;
import io.farthing.application.port.in.ShareIdentity.TokenCheck;
import io.farthing.application.port.in.ShareIdentity.TokenState;
import io.farthing.application.port.in.ShareIdentity.Tokens;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityServiceTest {

    private static final Duration INSTANT = Duration.ofMillis(1);

    private final ServiceBench bench = new ServiceBench();
    private final IdentityService identities =
            new IdentityService(bench.storage, bench.clock, bench.randomness, bench.addresses);
    private final App shop = bench.addApp("shop");
    private final App kiosk = bench.addApp("kiosk");
    private final User alice = bench.addUser("alice", 500);

    @Test
    void aCodeHas64HexDigitsAndIsGoodOnce() {
        Secret code = identities.issueCode(shop.id(), alice.openId());
        assertThat(code.value()).matches("[0-9a-f]{64}");
        assertThat(identities.exchange(shop.id(), code)).isPresent();
        assertThat(identities.exchange(shop.id(), code)).isEmpty();
    }

    @Test
    void ofManyExchangesOfOneCodeExactlyOneSucceeds() {
        Secret code = identities.issueCode(shop.id(), alice.openId());
        List<Optional<Tokens>> exchanged = Threads.collect(8, thread -> identities.exchange(shop.id(), code));
        assertThat(exchanged.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void anotherAppCanNeitherExchangeACodeNorUseItUp() {
        Secret code = identities.issueCode(shop.id(), alice.openId());
        assertThat(identities.exchange(kiosk.id(), code)).isEmpty();
        assertThat(identities.exchange(shop.id(), code)).isPresent();
    }

    @Test
    void aCodeIsGoodForFiveMinutes() {
        Secret inTime = identities.issueCode(shop.id(), alice.openId());
        Secret tooLate = identities.issueCode(shop.id(), alice.openId());
        bench.clock.advance(ShareIdentity.CODE_LIFETIME.minus(INSTANT));
        assertThat(identities.exchange(shop.id(), inTime)).isPresent();
        bench.clock.advance(INSTANT);
        assertThat(identities.exchange(shop.id(), tooLate)).isEmpty();
    }

    @Test
    void aSecretIsGoodForItsOwnPurposeOnly() {
        Secret code = identities.issueCode(shop.id(), alice.openId());
        assertThat(identities.refresh(shop.id(), code)).isEmpty();
        assertThat(identities.identity(code)).isEmpty();
        assertThat(identities.check(code).state()).isEqualTo(TokenState.UNKNOWN);

        Tokens tokens = identities.exchange(shop.id(), code).orElseThrow();
        assertThat(identities.exchange(shop.id(), tokens.access())).isEmpty();
        assertThat(identities.exchange(shop.id(), tokens.refresh())).isEmpty();
        assertThat(identities.refresh(shop.id(), tokens.access())).isEmpty();
        assertThat(identities.identity(tokens.refresh())).isEmpty();
        assertThat(identities.check(tokens.refresh()).state()).isEqualTo(TokenState.UNKNOWN);
    }

    @Test
    void refreshingGivesNewTokensAndEndsTheRefreshToken() {
        Tokens first = tokens();
        Tokens second = identities.refresh(shop.id(), first.refresh()).orElseThrow();
        assertThat(List.of(first.access(), first.refresh(), second.access(), second.refresh()))
                .doesNotHaveDuplicates();
        assertThat(identities.refresh(shop.id(), first.refresh())).isEmpty();
        assertThat(identities.refresh(shop.id(), second.refresh())).isPresent();
        assertThat(identities.identity(first.access()))
                .as("good until its time is over")
                .isPresent();
        assertThat(identities.identity(second.access())).isPresent();
    }

    @Test
    void anotherAppCanNeitherUseARefreshTokenNorUseItUp() {
        Tokens tokens = tokens();
        assertThat(identities.refresh(kiosk.id(), tokens.refresh())).isEmpty();
        assertThat(identities.refresh(shop.id(), tokens.refresh())).isPresent();
    }

    @Test
    void aRefreshTokenIsGoodForThirtyDays() {
        Tokens inTime = tokens();
        Tokens tooLate = tokens();
        bench.clock.advance(ShareIdentity.REFRESH_LIFETIME.minus(INSTANT));
        assertThat(identities.refresh(shop.id(), inTime.refresh())).isPresent();
        bench.clock.advance(INSTANT);
        assertThat(identities.refresh(shop.id(), tooLate.refresh())).isEmpty();
    }

    @Test
    void anAccessTokenSaysHowLongItIsGood() {
        Secret access = tokens().access();
        assertThat(identities.check(access)).isEqualTo(new TokenCheck(TokenState.GOOD, ShareIdentity.ACCESS_LIFETIME));
        bench.clock.advance(ShareIdentity.ACCESS_LIFETIME.minus(INSTANT));
        assertThat(identities.check(access)).isEqualTo(new TokenCheck(TokenState.GOOD, INSTANT));
        assertThat(identities.identity(access)).isPresent();
        bench.clock.advance(INSTANT);
        assertThat(identities.check(access)).isEqualTo(new TokenCheck(TokenState.EXPIRED, Duration.ZERO));
        assertThat(identities.identity(access)).isEmpty();
        assertThat(identities.check(Samples.secret("made up")))
                .isEqualTo(new TokenCheck(TokenState.UNKNOWN, Duration.ZERO));
    }

    @Test
    void anAppLearnsWhoTheUserIsAndItsOwnAuthorizationOnly() {
        Authorization ofKiosk = bench.authorize(alice, kiosk, Samples.limits(1, 2));
        Tokens tokens = tokens();
        Identity identity = identities.identity(tokens.access()).orElseThrow();
        assertThat(identity.user()).isEqualTo(alice);
        assertThat(identity.address()).contains(Samples.wallet("alice", 500).address());
        assertThat(identity.authorization()).isEmpty();

        Authorization ofShop = bench.authorize(alice, shop, Samples.limits(10, 20));
        assertThat(identities.identity(tokens.access()).orElseThrow().authorization())
                .contains(ofShop);
        new AuthorizationService(bench.storage, bench.clock).revoke(ofShop.id(), alice.openId());
        assertThat(identities.identity(tokens.access()).orElseThrow().authorization())
                .isEmpty();
        assertThat(bench.authorizationsOf(alice.openId())).contains(ofKiosk);
    }

    @Test
    void aSuspendedAppLearnsNothing() {
        Secret access = tokens().access();
        bench.suspend(shop);
        assertThat(identities.identity(access)).isEmpty();
        assertThat(identities.check(access)).isEqualTo(new TokenCheck(TokenState.UNKNOWN, Duration.ZERO));
        bench.change(shop);
        assertThat(identities.check(access).state())
                .as("the app goes on, and so do its tokens")
                .isEqualTo(TokenState.GOOD);
    }

    private Tokens tokens() {
        return identities
                .exchange(shop.id(), identities.issueCode(shop.id(), alice.openId()))
                .orElseThrow();
    }
}
