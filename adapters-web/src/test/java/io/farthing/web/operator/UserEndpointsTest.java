package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.LogIn;
import io.farthing.domain.app.App;
import io.farthing.domain.user.User;
import io.farthing.web.OperatorClient;
import io.farthing.web.OperatorClient.Answer;
import io.farthing.web.TestPlatform;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UserEndpointsTest {
    private static final String USERS = "/operator/v1/users";

    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private static int users;

    private final OperatorClient operator = new OperatorClient(platform);
    private final String name = "user " + ++users;

    @Test
    void createdUserCanLogIn() {
        Answer created = operator.post(USERS, Map.of("name", name, "password", "any eight or more"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("user_open_id")).isNotBlank();
        assertThat(created.text("name")).isEqualTo(name);
        assertThat(created.text("wallet_address")).startsWith("1");
        assertThat(created.json().path("balance").asLong()).isZero();
        assertThat(created.response().body()).doesNotContain("any eight or more");
        LogIn.Result result = platform.get(LogIn.class).logIn(name, "any eight or more", "here");
        assertThat(result).isInstanceOf(LogIn.LoggedIn.class);
    }

    @Test
    void takenNameIsAConflict() {
        operator.post(USERS, Map.of("name", name, "password", "any eight or more"));

        Answer again = operator.post(USERS, Map.of("name", name.toUpperCase(Locale.ROOT), "password", "another one"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field()).isEqualTo("name");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', any eight or more",
        "name, a\u200b, any eight or more",
        "password, somebody, short",
        "password, somebody, ''"
    })
    void wrongFieldIsNamedAndThePasswordNotRepeated(String field, String wanted, String password) {
        Answer answer = operator.post(USERS, Map.of("name", wanted, "password", password));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        if (!password.isEmpty()) {
            assertThat(answer.response().body()).doesNotContain(password);
        }
    }

    @Test
    void sameReferenceFundsOnce() {
        String path = USERS + "/" + platform.user(name, 0).openId() + "/funds";
        Map<String, Object> funding = Map.of("satoshis", 5000, "reference", "bank " + name);

        assertThat(operator.post(path, funding).text("result")).isEqualTo("funded");
        Answer again = operator.post(path, funding);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("result")).isEqualTo("already_funded");
        assertThat(again.json().path("balance").asLong()).isEqualTo(5000);
    }

    @Test
    void referenceOfAnotherFundingIsAConflict() {
        String path = USERS + "/" + platform.user(name, 0).openId() + "/funds";
        operator.post(path, Map.of("satoshis", 5000, "reference", "bank " + name));

        Answer other = operator.post(path, Map.of("satoshis", 5001, "reference", "bank " + name));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.field()).isEqualTo("reference");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "satoshis | 0 | '\"r\"'",
                "satoshis | -1 | '\"r\"'",
                "satoshis | 1.0 | '\"r\"'",
                "satoshis | 1e3 | '\"r\"'",
                "satoshis | '\"5\"' | '\"r\"'",
                "satoshis | 2100000000000001 | '\"r\"'",
                "satoshis | 99999999999999999999999999 | '\"r\"'",
                "reference | 1 | '\"\"'",
                "reference | 1 | '\" blank\"'",
                "reference | 1 | 7"
            })
    void fundingThatIsNoneTakesNoEffect(String field, String satoshis, String reference) {
        User user = platform.user(name, 0);

        Answer answer = operator.post(
                USERS + "/" + user.openId() + "/funds",
                "{\"satoshis\":" + satoshis + ",\"reference\":" + reference + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(operator.get(USERS + "/" + user.openId())
                        .json()
                        .path("balance")
                        .asLong())
                .isZero();
    }

    @Test
    void moreThanAllTheMoneyThereIsFitsInNoWallet() {
        String path = USERS + "/" + platform.user(name, 0).openId() + "/funds";
        operator.post(path, Map.of("satoshis", 1, "reference", "one " + name));

        Answer more = operator.post(path, Map.of("satoshis", 2_100_000_000_000_000L, "reference", "all " + name));

        assertThat(more.status()).isEqualTo(400);
        assertThat(more.field()).isEqualTo("satoshis");
    }

    @Test
    void authorizationsAreShownWithLimitsUsageAndAllowance() {
        User user = platform.user(name, 10_000);
        App app = platform.app("shop");
        platform.authorize(user, app, Samples.limits(700, 1000));
        platform.pay(Samples.order(app.id(), user.openId(), "M-" + name, 600));

        JsonNode shown = operator.get(USERS + "/" + user.openId()).json();

        assertThat(shown.path("balance").asLong()).isEqualTo(9400);
        JsonNode authorization = shown.path("authorizations").path(0);
        assertThat(authorization.path("app_id").asString()).isEqualTo(app.id().value());
        assertThat(authorization.path("standing").asString()).isEqualTo("active");
        assertThat(authorization.path("limits").path("pre_amount").asLong()).isEqualTo(700);
        assertThat(authorization.path("limits").path("total_amount").asLong()).isEqualTo(1000);
        assertThat(authorization.path("usage").path("spent").asLong()).isEqualTo(600);
        assertThat(authorization.path("usage").path("reserved").asLong()).isZero();
        assertThat(authorization.path("allowance").asLong()).isEqualTo(400);
    }

    @Test
    void unknownUserIsNotThere() {
        assertThat(operator.get(USERS + "/nobody").status()).isEqualTo(404);
        Answer funded = operator.post(USERS + "/nobody/funds", Map.of("satoshis", 1, "reference", "r"));
        assertThat(funded.status()).isEqualTo(404);
        assertThat(funded.field()).isEqualTo("open_id");
    }
}
