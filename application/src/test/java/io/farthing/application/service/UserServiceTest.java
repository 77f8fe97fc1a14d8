package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageUsers.FundingResult;
import io.farthing.application.port.in.ManageUsers.Overview;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserServiceTest {

    private static final Password PASSWORD = new Password("correct horse");
    private static final FundingReference REFERENCE = new FundingReference("transfer 1");

    private final ServiceBench bench = new ServiceBench();
    private final UserService users =
            new UserService(bench.storage, Optional.of(bench.hasher), bench.clock, bench.randomness, bench.addresses);

    @Test
    void aNewUserHasAnEmptyWalletAndAPasswordThatIsNotStored() {
        User user = create("Alice");
        assertThat(users.find(user.openId())).contains(user);
        Overview overview = users.overview(user.openId()).orElseThrow();
        assertThat(overview.wallet().balance()).isEqualTo(Satoshis.ZERO);
        assertThat(overview.authorizations()).isEmpty();
        Optional<PasswordHash> hash =
                bench.storage.read(stores -> stores.users().password(user.openId()));
        assertThat(hash.orElseThrow().encoded()).doesNotContain(PASSWORD.value());
        assertThat(bench.hasher.matches(PASSWORD, hash.orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Alice, ALICE", "Straße, STRASSE", "alice, ａｌｉｃｅ"})
    void namesThatOnlyDifferInCaseOrWidthAreOneName(String name, String same) {
        create(name);
        assertThat(users.create(new UserName(same), PASSWORD)).isEmpty();
    }

    @Test
    void aNameThatCouldPassForAnotherIsRefused() {
        UserName unseen = new UserName("alice\u200b");
        assertThatThrownBy(() -> users.create(unseen, PASSWORD))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("name"));
        assertThatThrownBy(() -> users.create(unseen)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void noTwoUsersShareAnOpenIdOrAnAddress() {
        User alice = create("Alice");
        User bob = create("Bob");
        assertThat(alice.openId()).isNotEqualTo(bob.openId());
        assertThat(users.overview(alice.openId()).orElseThrow().wallet().address())
                .isNotEqualTo(
                        users.overview(bob.openId()).orElseThrow().wallet().address());
    }

    @Test
    void ofManyWhoWantOneNameExactlyOneGetsIt() {
        List<Optional<User>> created = Threads.collect(8, thread -> users.create(new UserName("Alice"), PASSWORD));
        assertThat(created.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void anOverviewHasActiveAuthorizationsFirst() {
        User alice = bench.addUser("alice", 500);
        App shop = bench.addApp("shop");
        App kiosk = bench.addApp("kiosk");
        Authorization active = bench.authorize(alice, shop, Samples.limits(10, 20));
        Authorization ended = bench.authorize(alice, kiosk, Samples.limits(10, 20));
        new AuthorizationService(bench.storage, bench.clock).revoke(ended.id(), alice.openId());

        Overview overview = users.overview(alice.openId()).orElseThrow();
        assertThat(overview.wallet().balance()).isEqualTo(Satoshis.of(500));
        assertThat(overview.authorizations()).extracting(Authorization::id).containsExactly(active.id(), ended.id());
    }

    @Test
    void nobodyIsFoundUnderAMadeUpOpenId() {
        UserOpenId nobody = new UserOpenId("nobody");
        assertThat(users.find(nobody)).isEmpty();
        assertThat(users.overview(nobody)).isEmpty();
        assertThat(fund(nobody, 1)).isEqualTo(FundingResult.USER_UNKNOWN);
    }

    @Test
    void aFundingIsMadeOnceForEachReference() {
        User alice = create("Alice");
        assertThat(fund(alice.openId(), 700)).isEqualTo(FundingResult.FUNDED);
        assertThat(fund(alice.openId(), 700)).isEqualTo(FundingResult.ALREADY_FUNDED);
        assertThat(balance(alice)).isEqualTo(700);
        assertThat(users.fund(alice.openId(), Satoshis.of(700), new FundingReference("transfer 2")))
                .isEqualTo(FundingResult.FUNDED);
        assertThat(balance(alice)).isEqualTo(1400);
    }

    @Test
    void aReferenceStandsForOneUserAndOneAmount() {
        User alice = create("Alice");
        User bob = create("Bob");
        fund(alice.openId(), 700);
        assertThat(fund(alice.openId(), 701)).isEqualTo(FundingResult.REFERENCE_TAKEN);
        assertThat(fund(bob.openId(), 700)).isEqualTo(FundingResult.REFERENCE_TAKEN);
        assertThat(balance(alice)).isEqualTo(700);
        assertThat(balance(bob)).isZero();
    }

    @Test
    void aWalletNeverHoldsMoreThanAllTheMoneyThereIs() {
        User alice = create("Alice");
        assertThat(fund(alice.openId(), Satoshis.MAX.value())).isEqualTo(FundingResult.FUNDED);
        assertThat(users.fund(alice.openId(), Satoshis.of(1), new FundingReference("one too many")))
                .isEqualTo(FundingResult.TOO_MUCH);
        assertThat(balance(alice)).isEqualTo(Satoshis.MAX.value());
    }

    @Test
    void allWalletsTogetherNeverHoldMoreThanAllTheMoneyThereIsSoThatEveryoneCanBePaid() {
        User alice = create("Alice");
        User bob = create("Bob");
        fund(bob.openId(), Satoshis.MAX.value() - 1);
        assertThat(users.fund(alice.openId(), Satoshis.of(2), new FundingReference("one too many")))
                .isEqualTo(FundingResult.TOO_MUCH);
        assertThat(users.fund(alice.openId(), Satoshis.of(1), new FundingReference("the last one")))
                .isEqualTo(FundingResult.FUNDED);
        assertThat(balance(alice)).isEqualTo(1);
    }

    @Test
    void aRefusedFundingDoesNotUseUpItsReference() {
        User alice = create("Alice");
        fund(alice.openId(), Satoshis.MAX.value() - 5);
        FundingReference reference = new FundingReference("second");
        assertThat(users.fund(alice.openId(), Satoshis.of(6), reference)).isEqualTo(FundingResult.TOO_MUCH);
        User bob = create("Bob");
        assertThat(users.fund(bob.openId(), Satoshis.of(5), reference)).isEqualTo(FundingResult.FUNDED);
    }

    @Test
    void fundingNothingIsRefused() {
        User alice = create("Alice");
        assertThatThrownBy(() -> fund(alice.openId(), 0))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("satoshis"));
    }

    @Test
    void ofManyFundingsWithOneReferenceExactlyOneIsMade() {
        User alice = create("Alice");
        List<FundingResult> results = Threads.collect(8, thread -> fund(alice.openId(), 700));
        assertThat(results).containsOnlyOnce(FundingResult.FUNDED);
        assertThat(results).containsOnly(FundingResult.FUNDED, FundingResult.ALREADY_FUNDED);
        assertThat(balance(alice)).isEqualTo(700);
    }

    @Test
    void fundingsSideBySideAllCount() {
        User alice = create("Alice");
        Threads.race(8, thread -> {
            for (int i = 0; i < 20; i++) {
                users.fund(alice.openId(), Satoshis.of(3), new FundingReference(thread + " " + i));
            }
        });
        assertThat(balance(alice)).isEqualTo(8 * 20 * 3);
    }

    private User create(String name) {
        return users.create(new UserName(name), PASSWORD).orElseThrow();
    }

    private FundingResult fund(UserOpenId user, long satoshis) {
        return users.fund(user, Satoshis.of(satoshis), REFERENCE);
    }

    private long balance(User user) {
        return users.overview(user.openId()).orElseThrow().wallet().balance().value();
    }
}
