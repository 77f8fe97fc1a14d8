package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletPages;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.UseOutsideWallet.Entered;
import io.farthing.application.port.in.UseOutsideWallet.Entry;
import io.farthing.application.port.in.UseOutsideWallet.Refused;
import io.farthing.application.port.in.UseOutsideWallet.Unreachable;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People log in and consent at an outside wallet. */
class OutsideWalletServiceTest {

    private static final WebUri BACK = Samples.uri("https://shop.example/back");
    private static final WebUri HOME = Samples.uri("https://front.example/wallet/consented");
    private static final SpendingLimits LIMITS = Samples.limits(7, 70);
    private static final UserOpenId REMOTE = new UserOpenId("0123456789abcdef");

    private final ServiceBench bench = new ServiceBench();
    private final InMemoryWalletPages pages = new InMemoryWalletPages();
    private final ActivationService activations = new ActivationService(bench.storage, bench.clock, bench.randomness);
    private final LogInService logIn =
            new LogInService(bench.storage, bench.hasher, ServiceBench.strict(), bench.clock, bench.randomness);
    private final OutsideWalletService outside =
            new OutsideWalletService(pages, bench.storage, logIn, activations, bench.clock, bench.randomness);
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 0);

    @Test
    void whoComesForTheFirstTimeBecomesAUserUnderTheOpenIdOfTheWallet() {
        User user = entered(enter("Ann", "a"));

        assertThat(user.openId()).isEqualTo(REMOTE);
        assertThat(user.name()).isEqualTo(new UserName("Ann"));
        assertThat(bench.storage.<Optional<PasswordHash>>read(
                        stores -> stores.users().password(REMOTE)))
                .isEmpty();
        assertThat(entered(enter("Renamed since", "b"))).isEqualTo(user);
        assertThat(bench.storage.<Optional<Wallet>>read(
                        stores -> stores.wallets().find(REMOTE)))
                .as("who pays to the user pays to the wallet outside")
                .map(Wallet::address)
                .contains(Samples.address(REMOTE.value()));
    }

    @Test
    void aNameThatIsTakenOrNoneIsToldApart() {
        assertThat(entered(enter("Alice", "a")).name()).isEqualTo(new UserName("Alice 01234567"));
    }

    @Test
    void aNameThatCannotBeOneIsReplaced() {
        for (String name : List.of("", "  ", "a\u0000b", "\u200b".repeat(4), "x".repeat(65))) {
            UserOpenId openId = new UserOpenId("id" + name.length() + "-of-somebody");
            Secret code = pages.logIn(openId, name, "code of " + openId);
            assertThat(entered(outside.enter(code).join()).name().value())
                    .isEqualTo("user " + openId.value().substring(0, 8));
        }
    }

    @Test
    void nobodyIsKeptOutByOthersWhoTookTheNames() {
        String shortId = REMOTE.value().substring(0, 8);
        for (String name : List.of("Ann", "Ann " + shortId, "user " + shortId, REMOTE.value())) {
            bench.addUser(name, 0);
        }
        assertThat(entered(enter("Ann", "a")).name().value())
                .startsWith("user ")
                .hasSize(37);
    }

    @Test
    void whoIsPaidUnderTheAddressOfSomebodyElseIsNotLetIn() {
        entered(enter("Ann", "a"));
        UserOpenId second = new UserOpenId("fedcba9876543210");

        assertThat(outside.enter(pages.logIn(second, REMOTE, "b")).join()).isInstanceOf(Unreachable.class);
        assertThat(bench.storage.<Optional<User>>read(stores -> stores.users().find(second)))
                .isEmpty();
        assertThat(entered(enter("Ann", "c")).openId()).isEqualTo(REMOTE);
    }

    @Test
    void aWrongCodeAndAnUnreachableWalletAreToldApart() {
        assertThat(outside.enter(Samples.secret("made up")).join()).isInstanceOf(Refused.class);
        pages.reachable(false);
        assertThat(outside.enter(Samples.secret("made up")).join()).isInstanceOf(Unreachable.class);
    }

    @Test
    void theConsentIsOnlyInForceWhenTheBrowserIsBack() {
        ActivationId id = open();

        Secret state = ask(id);
        assertThat(bench.authorizationsOf(alice.openId())).isEmpty();

        assertThat(outside.consented(state, alice.openId())).contains(BACK);
        assertThat(bench.authorizationsOf(alice.openId()))
                .extracting(Authorization::limits)
                .containsExactly(LIMITS);
    }

    @Test
    void aStateIsGoodOnceAndForItsUserOnly() {
        Secret state = ask(open());
        assertThat(outside.consented(state, alice.openId())).isPresent();
        assertThat(outside.consented(state, alice.openId())).isEmpty();

        Secret other = ask(open());
        assertThat(outside.consented(other, bench.addUser("mallory", 0).openId()))
                .isEmpty();
        assertThat(outside.consented(other, alice.openId())).isEmpty();
        assertThat(outside.consented(Samples.secret("made up"), alice.openId())).isEmpty();
    }

    @Test
    void aStateExpires() {
        Secret state = ask(open());
        bench.clock.advance(Duration.ofMinutes(30));
        assertThat(outside.consented(state, alice.openId())).isEmpty();
        assertThat(bench.authorizationsOf(alice.openId())).isEmpty();
    }

    @ParameterizedTest(name = "after {0} units of work")
    @ValueSource(ints = {0, 1, 2})
    void aStorageThatIsGoneForAWhileKeepsTheConsent(int before) {
        Secret state = ask(open());
        IntStream.range(0, before).forEach(i -> bench.storage.failNext(Fault.NONE));
        bench.storage.failAlways(Fault.before(Category.UNAVAILABLE));
        Optional<WebUri> next;
        try {
            next = outside.consented(state, alice.openId());
        } catch (StorageFailure e) {
            bench.storage.failAlways(Fault.NONE);
            next = outside.consented(state, alice.openId());
        }

        assertThat(next).contains(BACK);
        assertThat(bench.authorizationsOf(alice.openId())).hasSize(1);
    }

    @Test
    void whoIsLostOnTheWayMayBeginAgain() {
        ActivationId id = open();
        ask(id);
        Secret second = ask(id);
        assertThat(outside.consented(second, alice.openId())).contains(BACK);
        assertThat(outside.askConsent(id, alice.openId(), LIMITS, HOME))
                .as("it is answered now")
                .isEmpty();
    }

    @Test
    void theStateIsAddedToWhatTheWayBackHasInItsQuery() {
        Secret state = ask(open(), Samples.uri("https://front.example/back?lang=zh"), "&");

        assertThat(outside.consented(state, alice.openId())).contains(BACK);
    }

    @Test
    void nobodyAsksForAnothersActivation() {
        assertThat(outside.askConsent(open(), bench.addUser("mallory", 0).openId(), LIMITS, HOME))
                .isEmpty();
    }

    @Test
    void aWayBackThatIsTooLongForTheWalletLeadsNowhere() {
        WebUri back = Samples.uri("https://front.example/" + "a/".repeat(WebUri.MAX_LENGTH / 4));

        assertThat(outside.logInUrl(back)).isEmpty();
        assertThat(outside.askConsent(open(), alice.openId(), LIMITS, back)).isEmpty();
    }

    @Test
    void withoutAnOutsideWalletThereIsNothingToAsk() {
        NoOutsideWallet none = new NoOutsideWallet();
        assertThat(none.isPresent()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> none.logInUrl(HOME));
        assertThatIllegalStateException().isThrownBy(() -> none.enter(Samples.secret("x")));
        assertThat(outside.isPresent()).isTrue();
        assertThat(outside.logInUrl(HOME).orElseThrow().toString()).contains("log-in");
    }

    private Entry enter(String name, String label) {
        return outside.enter(pages.logIn(REMOTE, name, label)).join();
    }

    private User entered(Entry entry) {
        assertThat(entry).isInstanceOf(Entered.class);
        return logIn.user(((Entered) entry).session()).orElseThrow();
    }

    private ActivationId open() {
        return activations.open(shop, BACK, alice.openId()).orElseThrow().id();
    }

    private Secret ask(ActivationId id) {
        return ask(id, HOME, "?");
    }

    private Secret ask(ActivationId id, WebUri returnTo, String separator) {
        Optional<WebUri> page = outside.askConsent(id, alice.openId(), LIMITS, returnTo);
        String query = URLDecoder.decode(page.orElseThrow().query(), StandardCharsets.UTF_8);
        assertThat(query).contains(returnTo + separator + "state=");
        Matcher state = Pattern.compile("state=([0-9a-f]{64})").matcher(query);
        assertThat(state.find()).as(query).isTrue();
        return new Secret(state.group(1));
    }
}
