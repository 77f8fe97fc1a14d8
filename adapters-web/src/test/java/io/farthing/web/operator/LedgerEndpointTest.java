package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.web.OperatorClient;
import io.farthing.web.OperatorClient.Answer;
import io.farthing.web.TestPlatform;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LedgerEndpointTest {

    private static final JsonMapper ONE_VALUE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void booksThatAddUpAreReportedSo() {
        try (TestPlatform platform = TestPlatform.start()) {
            platform.user("ada", 1000);
            platform.user("bob", 0);

            Answer answer = new OperatorClient(platform).get("/operator/v1/ledger/verify");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("balanced").asBoolean()).isTrue();
            assertThat(answer.json().path("wallets").asLong()).isEqualTo(2);
            assertThat(answer.json().path("fundings").asLong()).isEqualTo(1);
            assertThat(answer.json().path("difference_count").asLong()).isZero();
            assertThat(answer.json().path("progress").path(0).path("payments").asLong())
                    .isZero();
        }
    }

    @Test
    void whatDiffersIsNamed() {
        try (TestPlatform platform = TestPlatform.start()) {
            User user = platform.user("ada", 1000);
            Funding funding = new Funding(new FundingReference("forged"), user.openId(), Satoshis.of(5), Samples.NOW);
            platform.unitOfWork().write(stores -> {
                stores.wallets()
                        .record(funding, stores.wallets().lock(user.openId()).orElseThrow());
                return funding;
            });

            JsonNode report = new OperatorClient(platform)
                    .get("/operator/v1/ledger/verify")
                    .json();

            assertThat(report.path("balanced").asBoolean()).isFalse();
            assertThat(report.path("difference_count").asLong()).isEqualTo(1);
            JsonNode difference = report.path("differences").path(0);
            assertThat(difference.path("what").asString()).isEqualTo("balance");
            assertThat(difference.path("subject").asString())
                    .isEqualTo(user.openId().value());
            assertThat(difference.path("recorded_satoshis").asLong()).isEqualTo(1000);
            assertThat(difference.path("recomputed_satoshis").asLong()).isEqualTo(1005);
        }
    }

    @Test
    void checkThatWasBrokenOffSaysSoAndDoesNotCallTheBooksBalanced() throws Exception {
        assertThat(brokenOffBy(new StorageFailure(Category.UNAVAILABLE, "gone", new IOException("gone"))))
                .contains("try again");
    }

    @Test
    void checkThatABookBrokeOffIsOneAnswer() throws Exception {
        assertThat(brokenOffBy(new IllegalStateException("no wallet has such a balance")))
                .contains("log");
    }

    /** The message of the answer. */
    private static String brokenOffBy(RuntimeException failure) throws Exception {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.registerPlugin(new LedgerEndpoint(progress -> {
                progress.read(0, 2);
                progress.read(1, 2);
                throw failure;
            }));
        });
        javalin.start("127.0.0.1", 0);
        try {
            URI uri = URI.create("http://127.0.0.1:" + javalin.port() + "/operator/v1/ledger/verify");

            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();

            JsonNode answer = ONE_VALUE.readTree(body);
            assertThat(answer.path("progress").size()).isEqualTo(2);
            assertThat(answer.has("balanced")).isFalse();
            assertThat(answer.path("error").path("field").asString("missing")).isEmpty();
            return answer.path("error").path("message").asString();
        } finally {
            javalin.stop();
        }
    }
}
