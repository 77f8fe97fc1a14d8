package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.user.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizationServiceTest {

    private final ServiceBench bench = new ServiceBench();
    private final AuthorizationService authorizations = new AuthorizationService(bench.storage, bench.clock);
    private final PaymentEngine engine = new PaymentEngine(
            bench.storage, ServiceBench.RULES, ServiceBench.strict(), bench.clock, new CountingPaymentMeter());
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 10_000);
    private final User mallory = bench.addUser("mallory", 10_000);
    private final Authorization authorization = bench.authorize(alice, shop, Samples.limits(100, 1000));

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theActiveAuthorizationIsFoundByUserAndApp() {
        assertThat(authorizations.active(alice.openId(), shop.id())).contains(authorization);
        assertThat(authorizations.active(mallory.openId(), shop.id())).isEmpty();
    }

    @Test
    void anAuthorizationIsFoundByItsNumberAsLongAsItIsTheUsers() {
        assertThat(authorizations.find(authorization.id(), alice.openId())).contains(authorization);
        assertThat(authorizations.find(authorization.id(), mallory.openId())).isEmpty();
        Authorization revoked =
                authorizations.revoke(authorization.id(), alice.openId()).orElseThrow();
        assertThat(authorizations.find(authorization.id(), alice.openId())).contains(revoked);
    }

    @Test
    void otherLimitsHoldForTheNextPaymentAndWhatIsSpentStaysSpent() {
        assertSettled("1", 100);
        Authorization changed = authorizations
                .changeLimits(authorization.id(), alice.openId(), Samples.limits(50, 130))
                .orElseThrow();
        assertThat(changed.usage().spent()).isEqualTo(Satoshis.of(100));
        assertThat(changed.allowance()).isEqualTo(Satoshis.of(30));
        assertThat(authorizations.active(alice.openId(), shop.id())).contains(changed);

        assertDeclined("2", 51, DeclineReason.OVER_SINGLE_LIMIT);
        assertDeclined("2", 31, DeclineReason.OVER_ALLOWANCE);
        assertSettled("2", 30);
    }

    @Test
    void aCumulativeLimitBelowWhatIsSpentLeavesNothingToDraw() {
        assertSettled("1", 100);
        authorizations.changeLimits(authorization.id(), alice.openId(), Samples.limits(100, 40));
        assertDeclined("2", 1, DeclineReason.OVER_ALLOWANCE);
        authorizations.changeLimits(authorization.id(), alice.openId(), Samples.limits(100, 101));
        assertSettled("2", 1);
    }

    @Test
    void withdrawingHoldsForTheVeryNextPayment() {
        assertSettled("1", 10);
        Authorization revoked =
                authorizations.revoke(authorization.id(), alice.openId()).orElseThrow();
        assertThat(revoked.standing()).isEqualTo(Standing.REVOKED);
        assertThat(revoked.usage().spent()).isEqualTo(Satoshis.of(10));
        assertThat(authorizations.active(alice.openId(), shop.id())).isEmpty();
        assertDeclined("2", 10, DeclineReason.NOT_AUTHORIZED);
        assertThat(bench.authorizationsOf(alice.openId())).containsExactly(revoked);
    }

    @Test
    void whatSomebodyElseAllowedCannotBeTouched() {
        assertThat(authorizations.changeLimits(authorization.id(), mallory.openId(), Samples.limits(1, 1)))
                .isEmpty();
        assertThat(authorizations.revoke(authorization.id(), mallory.openId())).isEmpty();
        assertThat(authorizations.active(alice.openId(), shop.id())).contains(authorization);
    }

    @Test
    void whatHasEndedCannotBeChangedOrEndedAgain() {
        Authorization revoked =
                authorizations.revoke(authorization.id(), alice.openId()).orElseThrow();
        assertThat(authorizations.changeLimits(authorization.id(), alice.openId(), Samples.limits(1, 1)))
                .isEmpty();
        assertThat(authorizations.revoke(authorization.id(), alice.openId())).isEmpty();
        assertThat(bench.authorizationsOf(alice.openId())).containsExactly(revoked);
    }

    @Test
    void whatDoesNotExistCannotBeChanged() {
        AuthorizationId nothing = new AuthorizationId(Long.MAX_VALUE);
        assertThat(authorizations.find(nothing, alice.openId())).isEmpty();
        assertThat(authorizations.changeLimits(nothing, alice.openId(), Samples.limits(1, 1)))
                .isEmpty();
        assertThat(authorizations.revoke(nothing, alice.openId())).isEmpty();
    }

    private void assertSettled(String number, long satoshis) {
        assertThat(request(number, satoshis)).isInstanceOf(PaymentOutcome.Settled.class);
    }

    private void assertDeclined(String number, long satoshis, DeclineReason reason) {
        assertThat(request(number, satoshis))
                .isInstanceOfSatisfying(
                        PaymentOutcome.Declined.class,
                        declined -> assertThat(declined.first().reason()).isEqualTo(reason));
    }

    private PaymentOutcome request(String number, long satoshis) {
        return engine.request(Samples.order(shop.id(), alice.openId(), number, satoshis))
                .join();
    }
}
