package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.App;
import io.farthing.domain.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a code to who the user is. */
final class LogInTest {
    private static final String SECRET = Samples.secret("shop").value();

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCodeIsExchangedForTokensOnce() {
        String code = code("alice");

        Answer tokens = exchange("shop", SECRET, code);

        assertThat(tokens.code()).isZero();
        assertThat(tokens.text("access_token")).matches("[0-9a-f]{64}");
        assertThat(tokens.text("refresh_token")).matches("[0-9a-f]{64}").isNotEqualTo(tokens.text("access_token"));
        assertThat(tokens.data().get("expires_in").intValue()).isEqualTo(7200);
        assertThat(exchange("shop", SECRET, code).code()).isEqualTo(10017);
    }

    @Test
    void aFormIsExchangedLikeJson() {
        String form = "app_id=shop&secret=" + SECRET + "&code=" + code("alice");

        assertThat(server.postForm("/platform/openapi/access_token/", form).code())
                .isZero();
    }

    @Test
    void aCodeIsGoodForFiveMinutesAndForItsAppOnly() {
        String code = code("alice");
        String others = code("alice");

        assertThat(exchange("bare", Samples.secret("bare").value(), others).code())
                .isEqualTo(10017);
        assertThat(exchange("shop", SECRET, others).code()).isZero();
        server.clock.advance(Duration.ofMinutes(5));
        assertThat(exchange("shop", SECRET, code).code()).isEqualTo(10017);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 10010",
        "'{\"app_id\":\"nobody\"}', 10012",
        "'{\"app_id\":\"shop\"}', 10014",
        "'{\"app_id\":\"shop\",\"secret\":\"wrong\"}', 10015",
        "'{\"app_id\":\"shop\",\"secret\":\"SECRET\"}', 10016",
        "'{\"app_id\":\"shop\",\"secret\":\"SECRET\",\"code\":\"wrong\"}', 10017",
        "'{\"code\":\"wrong\"}', 10010",
        "'{\"app_id\":\"nobody\",\"code\":\"wrong\"}', 10012",
        "'{\"app_id\":\"shop\",\"code\":\"wrong\"}', 10014",
        "'{\"app_id\":\"shop\",\"secret\":\"wrong\",\"code\":\"wrong\"}', 10015",
        "'nonsense', 10040",
    })
    void theExchangeHasItsCodes(String body, int code) {
        assertThat(server.postJson("/openapi/access_token", body.replace("SECRET", SECRET))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void tokensThatCannotBeRecordedAreNotHandedOut() {
        String code = code("alice");
        server.storage.failNext(Fault.before(Category.UNAVAILABLE));

        assertThat(exchange("shop", SECRET, code).code()).isEqualTo(10019);
        assertThat(exchange("shop", SECRET, code).code()).isZero();
    }

    @Test
    void aLinkUsesUpNoCode() {
        String code = code("alice");

        assertThat(server.get("/openapi/access_token?app_id=shop&secret=" + SECRET + "&code=" + code)
                        .code())
                .isEqualTo(10040);
        assertThat(exchange("shop", SECRET, code).code()).isZero();
    }

    @Test
    void aRefreshTokenGivesNewTokensOnceByGetAndByPost() {
        Answer first = exchange("shop", SECRET, code("alice"));
        String query = "app_id=shop&refresh_token=";

        Answer second = server.get("/openapi/refresh_access_token?" + query + first.text("refresh_token"));
        Answer third = server.postForm("/openapi/refresh_access_token", query + second.text("refresh_token"));

        assertThat(second.code()).isZero();
        assertThat(second.data().get("expires_in").intValue()).isEqualTo(7200);
        assertThat(third.code()).isZero();
        assertThat(server.get("/openapi/refresh_access_token?" + query + first.text("refresh_token"))
                        .code())
                .isEqualTo(10303);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10300",
        "refresh_token=x, 10300",
        "app_id=nobody, 10301",
        "app_id=nobody&refresh_token=x, 10301",
        "app_id=shop, 10302",
        "app_id=shop&refresh_token=x, 10303",
    })
    void theRefreshHasItsCodes(String fields, int code) {
        assertThat(server.get("/openapi/refresh_access_token?" + fields).code()).isEqualTo(code);
        assertThat(server.postForm("/openapi/refresh_access_token", fields).code())
                .isEqualTo(code);
    }

    @Test
    void aRefreshThatCannotBeRecordedFails() {
        String token = exchange("shop", SECRET, code("alice")).text("refresh_token");
        server.storage.failNext(Fault.before(Category.UNAVAILABLE));
        String refresh = "/openapi/refresh_access_token?app_id=shop&refresh_token=" + token;

        assertThat(server.get(refresh).code()).isEqualTo(10303);
        assertThat(server.get(refresh).code()).isZero();
    }

    @Test
    void anAccessTokenSaysHowLongItIsGood() {
        String token = exchange("shop", SECRET, code("alice")).text("access_token");

        assertCheck(token, 1, 7200);
        server.clock.advance(Duration.ofSeconds(7199));
        assertCheck(token, 1, 1);
        server.clock.advance(Duration.ofSeconds(1));
        assertCheck(token, -1, 0);
        assertCheck("0".repeat(64), 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check_access_token", "get_user_info"})
    void anAccessTokenIsNeeded(String endpoint) {
        assertThat(server.get("/openapi/" + endpoint).code()).isEqualTo(10020);
        assertThat(server.get("/platform/openapi/" + endpoint + "/?access_token=")
                        .code())
                .isEqualTo(10020);
    }

    @Test
    void theUserIsShownWithTheLimitsOfTheAskingApp() {
        String token = exchange("shop", SECRET, code("alice")).text("access_token");

        Answer info = server.get("/openapi/get_user_info?access_token=" + token);

        assertThat(info.text("user_open_id")).isEqualTo("open-alice");
        assertThat(info.text("user_name")).isEqualTo("alice");
        assertThat(info.text("user_avatar")).isEmpty();
        assertThat(info.text("user_address"))
                .isEqualTo(Samples.wallet("alice", 0).address().text());
        assertThat(info.data().get("pay_status").intValue()).isEqualTo(1);
        assertThat(info.data().get("pre_amount").longValue()).isEqualTo(TestServer.SINGLE_LIMIT);
        assertThat(info.data().get("total_amount").longValue()).isEqualTo(TestServer.CUMULATIVE_LIMIT);
    }

    @Test
    void whereAnOutsideWalletPaysNoAddressIsToldThatStandsForAnAccountOfTheLedger() {
        try (TestServer before = TestServer.startBefore(new InMemoryWalletGateway(Duration.ofSeconds(1)))) {
            ShareIdentity identities = before.injector.getInstance(ShareIdentity.class);
            App shop = Samples.app("shop");
            Secret code = identities.issueCode(shop.id(), Samples.user("alice").openId());
            Secret access = identities.exchange(shop.id(), code).orElseThrow().access();

            Answer info = before.get("/openapi/get_user_info?access_token=" + access.value());

            assertThat(info.text("user_open_id")).isEqualTo("open-alice");
            assertThat(info.text("user_address")).isEmpty();
        }
    }

    @Test
    void aUserWithoutAnAuthorizationHasNoLimits() {
        String token = exchange("shop", SECRET, code("bob")).text("access_token");

        Answer info = server.get("/openapi/get_user_info?access_token=" + token);

        assertThat(info.data().get("pay_status").intValue()).isZero();
        assertThat(info.data().get("pre_amount").longValue()).isZero();
        assertThat(info.data().get("total_amount").longValue()).isZero();
    }

    @Test
    void aTokenThatIsNotGoodShowsNobody() {
        String token = exchange("shop", SECRET, code("alice")).text("access_token");
        server.clock.advance(ShareIdentity.ACCESS_LIFETIME);

        assertThat(server.get("/openapi/get_user_info?access_token=" + token).code())
                .isEqualTo(10021);
        assertThat(server.get("/openapi/get_user_info?access_token=wrong").code())
                .isEqualTo(10021);
    }

    private String code(String user) {
        return server.injector
                .getInstance(ShareIdentity.class)
                .issueCode(Samples.app("shop").id(), Samples.user(user).openId())
                .value();
    }

    private Answer exchange(String app, String secret, String code) {
        return server.postJson(
                "/openapi/access_token",
                "{\"app_id\":\"" + app + "\",\"secret\":\"" + secret + "\",\"code\":\"" + code + "\"}");
    }

    private void assertCheck(String token, int status, int seconds) {
        Answer check = server.get("/openapi/check_access_token/?access_token=" + token);
        assertThat(check.code()).isZero();
        assertThat(check.data().get("status").intValue()).isEqualTo(status);
        assertThat(check.data().get("expire_time").intValue()).isEqualTo(seconds);
    }
}
