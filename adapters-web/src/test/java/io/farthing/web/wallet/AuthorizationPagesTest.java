package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.user.User;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationPagesTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private static final App app = platform.app("shop");
    private static int users;

    private final User user = platform.user("owner " + ++users, 100_000_000);
    private final TestBrowser browser =
            new TestBrowser(platform).logIn(user.name().value());

    @Test
    void changedLimitsKeepWhatIsSpent() {
        Authorization authorization = authorize();
        platform.pay(Samples.order(app.id(), user.openId(), "L-" + users, 700));
        String path = "/wallet/authorizations/" + authorization.id() + "/limits";

        Page form = browser.get(path);
        Page changed = browser.post(path, form.token(), "pre_amount", "0.00001", "total_amount", "0.00002");

        assertThat(form.body()).contains("value=\"0.1\"");
        assertThat(changed.location()).isEqualTo("/wallet?notice=limits-changed");
        assertThat(browser.get(changed.location()).body())
                .contains("The new limits are in force.", "0.000007 of 0.00002 BSV used", "0.00001 BSV");
    }

    @Test
    void wrongLimitsAreExplainedAndNothingChanges() {
        Authorization authorization = authorize();
        String path = "/wallet/authorizations/" + authorization.id() + "/limits";

        Page answer = browser.submit(path, "pre_amount", "much", "total_amount", "0.2");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("value=\"much\"", "value=\"0.2\"")
                .containsOnlyOnce("Enter an amount of BSV above zero");
        Page none = browser.submit(path, "pre_amount", "0.1", "total_amount", "0");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body())
                .contains("value=\"0.1\"", "value=\"0\"")
                .containsOnlyOnce("Enter an amount of BSV above zero");
        assertThat(active()).map(Authorization::limits).contains(SpendingLimits.DEFAULT);
    }

    @Test
    void revokingAsksFirstAndThenHolds() {
        Authorization authorization = authorize();
        String path = "/wallet/authorizations/" + authorization.id() + "/revoke";

        Page question = browser.get(path);
        assertThat(question.body()).contains("Revoke this authorization?", "Cancel");
        assertThat(active()).isPresent();
        Page done = browser.post(path, question.token());

        assertThat(active()).isEmpty();
        assertThat(browser.get(done.location()).body())
                .contains("Revoked. This app cannot draw any more.", "1 ended authorization");
        assertThat(browser.get(path).status()).isEqualTo(404);
        assertThat(browser.post(path, question.token()).location())
                .as("a second click")
                .isEqualTo(done.location());
    }

    @Test
    void whatWasReplacedCannotBeRevoked() {
        Authorization earlier = authorize();
        authorize();
        String token = browser.get("/wallet").token();

        assertThat(browser.post("/wallet/authorizations/" + earlier.id() + "/revoke", token)
                        .status())
                .isEqualTo(404);
        assertThat(active()).isPresent();
    }

    @Test
    void everyActiveAuthorizationIsShownAndCanBeRevokedHoweverManyThereAre() {
        Authorization oldest = authorize();
        for (int i = 0; i < 200; i++) {
            platform.authorize(user, platform.app("many"), SpendingLimits.DEFAULT);
        }
        String path = "/wallet/authorizations/" + oldest.id() + "/revoke";

        String wallet = browser.get("/wallet").body();
        Page done = browser.submit(path);

        assertThat(wallet).contains(path);
        assertThat(done.location()).isEqualTo("/wallet?notice=revoked");
        assertThat(active()).isEmpty();
    }

    @Test
    void secondClickOnRevokeFindsThatItIsDoneHoweverManyHaveEndedSince() {
        Authorization oldest = authorize();
        String path = "/wallet/authorizations/" + oldest.id() + "/revoke";
        String token = browser.get(path).token();
        Page first = browser.post(path, token);
        for (int i = 0; i < 201; i++) {
            authorize();
        }

        assertThat(browser.get("/wallet").body())
                .as("one more has ended")
                .contains("The last 200 ended authorizations");
        assertThat(browser.post(path, token).location()).isEqualTo(first.location());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "99999999999999999999", "9223372036854775807"})
    void numberOfNoAuthorizationIsNotInForce(String number) {
        assertThat(browser.get("/wallet/authorizations/" + number + "/limits").status())
                .isEqualTo(404);
    }

    @Test
    void authorizationOfSomebodyElseCannotBeSeenNorChanged() {
        Authorization authorization = authorize();
        platform.user("neighbour " + users, 0);
        TestBrowser neighbour = new TestBrowser(platform).logIn("neighbour " + users);
        String token = neighbour.get("/wallet").token();
        String path = "/wallet/authorizations/" + authorization.id();

        assertThat(neighbour.get(path + "/limits").status()).isEqualTo(404);
        assertThat(neighbour
                        .post(path + "/limits", token, "pre_amount", "1", "total_amount", "1")
                        .status())
                .isEqualTo(404);
        assertThat(neighbour.post(path + "/revoke", token).status()).isEqualTo(404);
        assertThat(active()).map(Authorization::limits).contains(SpendingLimits.DEFAULT);
    }

    private Authorization authorize() {
        return platform.authorize(user, app, SpendingLimits.DEFAULT);
    }

    private Optional<Authorization> active() {
        return platform.get(ManageAuthorizations.class).active(user.openId(), app.id());
    }
}
