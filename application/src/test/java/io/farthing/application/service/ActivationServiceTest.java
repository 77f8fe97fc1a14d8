package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.AnswerActivation.Request;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivationServiceTest {

    private static final WebUri BACK = Samples.uri("https://shop.example/back?user_id=7");
    private static final WebUri REFUSED = Samples.uri("https://shop.example/refused");
    private static final SpendingLimits LIMITS = Samples.limits(100, 1000);
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final ServiceBench bench = new ServiceBench();
    private final ActivationService activations = new ActivationService(bench.storage, bench.clock, bench.randomness);
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 10_000);
    private final User mallory = bench.addUser("mallory", 10_000);

    @Test
    void anActivationIsOpenAndShownToItsUserOnly() {
        Activation activation = activations.open(shop, BACK, alice.openId()).orElseThrow();
        assertThat(activations.find(activation.id(), alice.openId())).contains(new Request(activation, shop, true));
        assertThat(activations.find(activation.id(), mallory.openId())).isEmpty();
        assertThat(activations.find(new ActivationId("0".repeat(32)), alice.openId()))
                .isEmpty();
    }

    @Test
    void aBrowserIsNeverSentToAPlaceThatTheAppHasNotRegistered() {
        assertThat(activations.open(shop, Samples.uri("https://shop.example.evil.example/"), alice.openId()))
                .isEmpty();
    }

    @Test
    void anAppThatDoesNotExistOrIsSuspendedCannotAsk() {
        assertThat(activations.open(Samples.app("made-up"), Samples.uri("https://made-up.example"), alice.openId()))
                .isEmpty();
        bench.suspend(shop);
        assertThat(activations.open(shop, BACK, alice.openId())).isEmpty();
    }

    @Test
    void approvingAuthorizesWithinTheChosenLimitsAndSendsTheBrowserBackUnchanged() {
        assertThat(activations.approve(open(), alice.openId(), LIMITS)).contains(BACK);
        Authorization authorization = onlyAuthorization();
        assertThat(authorization.app()).isEqualTo(shop.id());
        assertThat(authorization.limits()).isEqualTo(LIMITS);
        assertThat(authorization.usage()).isEqualTo(Usage.NONE);
        assertThat(authorization.standing()).isEqualTo(Standing.ACTIVE);
        assertThat(authorization.approvedAt()).isEqualTo(Samples.NOW);
    }

    @Test
    void approvingAgainReplacesWithNothingSpentAndKeepsTheHistory() {
        activations.approve(open(), alice.openId(), LIMITS);
        Authorization earlier = onlyAuthorization().spend(Satoshis.of(60));
        bench.storage.write(stores -> {
            stores.authorizations().update(earlier, Samples.NOW);
            return earlier;
        });

        SpendingLimits wider = Samples.limits(200, 2000);
        activations.approve(open(), alice.openId(), wider);
        List<Authorization> history = bench.authorizationsOf(alice.openId());
        assertThat(history).hasSize(2);
        assertThat(history.get(0).isActive()).isTrue();
        assertThat(history.get(0).limits()).isEqualTo(wider);
        assertThat(history.get(0).usage()).isEqualTo(Usage.NONE);
        assertThat(history.get(1)).isEqualTo(earlier.end(Standing.REPLACED));
    }

    @Test
    void approvingOneAppLeavesOthersAlone() {
        Authorization kiosk = bench.authorize(alice, bench.addApp("kiosk"), LIMITS);
        Authorization ofMallory = bench.authorize(mallory, shop, LIMITS);
        activations.approve(open(), alice.openId(), LIMITS);
        assertThat(bench.authorizationsOf(alice.openId())).hasSize(2).contains(kiosk);
        assertThat(bench.authorizationsOf(mallory.openId())).containsExactly(ofMallory);
    }

    @Test
    void refusingSendsTheBrowserToTheRefuseUrlAndAuthorizesNothing() {
        assertThat(activations.refuse(open(), alice.openId())).contains(REFUSED);
        assertThat(bench.authorizationsOf(alice.openId())).isEmpty();
    }

    @Test
    void refusingWithoutARefuseUrlSendsTheBrowserBack() {
        ActivationId id = open();
        AppProfile profile = shop.profile();
        bench.change(shop.withProfile(new AppProfile(
                profile.name(), profile.icon(), profile.redirectUris(), Optional.empty(), profile.receiveAddress())));
        assertThat(activations.refuse(id, alice.openId())).contains(BACK);
    }

    @Test
    void refusingKeepsAnEarlierAuthorization() {
        activations.approve(open(), alice.openId(), LIMITS);
        Authorization earlier = onlyAuthorization();
        activations.refuse(open(), alice.openId());
        assertThat(onlyAuthorization()).isEqualTo(earlier);
    }

    @Test
    void nobodyAnswersForSomebodyElse() {
        ActivationId id = open();
        assertThat(activations.approve(id, mallory.openId(), LIMITS)).isEmpty();
        assertThat(activations.refuse(id, mallory.openId())).isEmpty();
        assertThat(bench.authorizationsOf(mallory.openId())).isEmpty();
        assertThat(activations.approve(id, alice.openId(), LIMITS)).contains(BACK);
    }

    @Test
    void approvingOneActivationAgainChangesNothingAndLeadsToTheSamePlace() {
        ActivationId approved = open();
        activations.approve(approved, alice.openId(), LIMITS);
        Authorization first = onlyAuthorization();

        assertThat(activations.approve(approved, alice.openId(), LIMITS)).contains(BACK);
        assertThat(onlyAuthorization()).isEqualTo(first);
        assertThat(activations.find(approved, alice.openId()))
                .map(Request::open)
                .contains(false);
    }

    @Test
    void whoApprovesAgainWithOtherLimitsIsNotLedToBelieveThatTheyCount() {
        ActivationId approved = open();
        activations.approve(approved, alice.openId(), LIMITS);
        Authorization first = onlyAuthorization();

        assertThat(activations.approve(approved, alice.openId(), Samples.limits(2, 20)))
                .isEmpty();
        assertThat(onlyAuthorization()).isEqualTo(first);
    }

    @Test
    void approvingAgainDoesNotBringBackWhatWasRevokedNorLeadToBelieveIt() {
        ActivationId approved = open();
        activations.approve(approved, alice.openId(), LIMITS);
        Authorization revoked = onlyAuthorization().end(Standing.REVOKED);
        bench.storage.write(stores -> {
            stores.authorizations().update(revoked, bench.clock.instant());
            return revoked;
        });

        assertThat(activations.approve(approved, alice.openId(), LIMITS)).isEmpty();
        assertThat(onlyAuthorization()).isEqualTo(revoked);
    }

    @Test
    void refusingAgainLeadsToTheSamePlace() {
        ActivationId refused = open();
        activations.refuse(refused, alice.openId());
        assertThat(activations.refuse(refused, alice.openId())).contains(REFUSED);
        assertThat(activations.find(refused, alice.openId())).map(Request::open).contains(false);
    }

    @Test
    void whoHasAnsweredCannotSayTheOther() {
        ActivationId approved = open();
        activations.approve(approved, alice.openId(), LIMITS);
        assertThat(activations.refuse(approved, alice.openId())).isEmpty();
        assertThat(onlyAuthorization().isActive()).isTrue();

        ActivationId refused = open();
        activations.refuse(refused, alice.openId());
        assertThat(activations.approve(refused, alice.openId(), LIMITS)).isEmpty();
        assertThat(bench.authorizationsOf(alice.openId())).hasSize(1);
    }

    @Test
    void nobodySaysTheSameAgainForSomebodyElse() {
        ActivationId approved = open();
        activations.approve(approved, alice.openId(), LIMITS);
        assertThat(activations.approve(approved, mallory.openId(), LIMITS)).isEmpty();
    }

    @Test
    void ofManyAnswersToOneActivationOnlyThoseLikeTheFirstAreTaken() {
        ActivationId id = open();
        List<Optional<WebUri>> answers = Threads.collect(
                8,
                thread -> thread % 2 == 0
                        ? activations.approve(id, alice.openId(), LIMITS)
                        : activations.refuse(id, alice.openId()));
        boolean isApproved = !bench.authorizationsOf(alice.openId()).isEmpty();
        assertThat(answers.stream().flatMap(Optional::stream)).hasSize(4).containsOnly(isApproved ? BACK : REFUSED);
    }

    @Test
    void ofManyApprovalsOfOneActivationAllAreTakenAndOneAuthorizes() {
        ActivationId id = open();
        List<Optional<WebUri>> answers = Threads.collect(30, thread -> activations.approve(id, alice.openId(), LIMITS));
        assertThat(answers).containsOnly(Optional.of(BACK));
        assertThat(onlyAuthorization().isActive()).isTrue();
    }

    @Test
    void ofManyApprovalsAtOnceOneIsActiveAndTheOthersAreHistory() {
        List<ActivationId> ids = Stream.generate(this::open).limit(8).toList();
        Threads.race(8, thread -> activations.approve(ids.get(thread), alice.openId(), LIMITS));
        assertThat(bench.authorizationsOf(alice.openId()))
                .hasSize(8)
                .filteredOn(Authorization::isActive)
                .hasSize(1);
    }

    @Test
    void anActivationCanBeAnsweredForAnHour() {
        ActivationId inTime = open();
        bench.clock.advance(LIFETIME.minusMillis(1));
        assertThat(activations.find(inTime, alice.openId())).map(Request::open).contains(true);
        assertThat(activations.approve(inTime, alice.openId(), LIMITS)).isPresent();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(activations.approve(inTime, alice.openId(), LIMITS)).isEmpty();

        ActivationId tooLate = open();
        bench.clock.advance(LIFETIME);
        assertClosed(tooLate);
    }

    @Test
    void whenTheAppWasSuspendedMeanwhileNothingIsAuthorized() {
        ActivationId id = open();
        bench.suspend(shop);
        assertClosed(id);
        bench.change(shop);
        assertThat(activations.approve(id, alice.openId(), LIMITS))
                .as("it was not used up")
                .contains(BACK);
    }

    @Test
    void whenTheRedirectUriWasRemovedMeanwhileNothingIsAuthorizedAndNobodyIsSentThere() {
        ActivationId id = open();
        AppProfile profile = shop.profile();
        bench.change(shop.withProfile(new AppProfile(
                profile.name(),
                profile.icon(),
                new RedirectUris(List.of(Samples.uri("https://moved.example"))),
                profile.refuseUrl(),
                profile.receiveAddress())));
        assertClosed(id);
    }

    private ActivationId open() {
        return activations.open(shop, BACK, alice.openId()).orElseThrow().id();
    }

    private Authorization onlyAuthorization() {
        List<Authorization> all = bench.authorizationsOf(alice.openId());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void assertClosed(ActivationId id) {
        int before = bench.authorizationsOf(alice.openId()).size();
        assertThat(activations.find(id, alice.openId())).map(Request::open).contains(false);
        assertThat(activations.approve(id, alice.openId(), LIMITS)).isEmpty();
        assertThat(activations.refuse(id, alice.openId())).isEmpty();
        assertThat(bench.authorizationsOf(alice.openId())).hasSize(before);
    }
}
