package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.VerifyLedger;
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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
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

    @Test
    void howFarTheCheckHasComeIsToldWhileItGoesOn() throws Exception {
        CountDownLatch isRead = new CountDownLatch(1);
        VerifyLedger held = progress -> {
            progress.read(1, 2);
            if (!Threads.await(isRead, 10)) {
                throw new IllegalStateException("nobody could read it");
            }
            return new VerifyLedger.Report(1, 1, 1, 2, 0, List.of(), Duration.ZERO);
        };
        try (Served ledger = new Served(held);
                InputStream body = ledger.get(BodyHandlers.ofInputStream())) {
            String begun = until('}', body);
            isRead.countDown();
            String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);

            JsonNode answer = ONE_VALUE.readTree(begun + rest);
            assertThat(begun).contains("{\"payments\":1,\"of_about\":2}");
            assertThat(answer.path("balanced").asBoolean(false))
                    .as(answer.toString())
                    .isTrue();
        }
    }

    @Test
    void aCheckThatNobodyWaitsForAnyMoreEnds() throws Exception {
        CountDownLatch hasEnded = new CountDownLatch(1);
        VerifyLedger endless = progress -> {
            try {
                for (long payments = 0; ; payments++) {
                    progress.read(payments, Long.MAX_VALUE);
                }
            } finally {
                hasEnded.countDown();
            }
        };
        try (Served ledger = new Served(endless)) {
            InputStream body = ledger.get(BodyHandlers.ofInputStream());
            until('}', body);

            body.close();

            assertThat(Threads.await(hasEnded, 10)).isTrue();
        }
    }

    @Test
    void oneCheckRunsAtATimeAndTheNextOneWhenItHasEnded() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        VerifyLedger held = progress -> {
            progress.read(1, 2);
            if (!Threads.await(mayEnd, 10)) {
                throw new IllegalStateException("nobody let it end");
            }
            return new VerifyLedger.Report(1, 1, 1, 2, 0, List.of(), Duration.ZERO);
        };
        try (Served ledger = new Served(held);
                InputStream first = ledger.get(BodyHandlers.ofInputStream())) {
            until('}', first);

            HttpResponse<String> second = ledger.ask(BodyHandlers.ofString());

            assertThat(second.statusCode()).as(second.body()).isEqualTo(503);
            assertThat(second.body()).contains("already");
            mayEnd.countDown();
            assertThat(new String(first.readAllBytes(), StandardCharsets.UTF_8)).contains("\"balanced\":true");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(ledger.ask(BodyHandlers.ofString()).statusCode())
                                    .isEqualTo(200));
        }
    }

    @Test
    void aCheckThatFailsAtOnceKeepsNoneFromRunning() throws Exception {
        VerifyLedger failing = progress -> {
            throw new StorageFailure(Category.UNAVAILABLE, "gone", new IOException("gone"));
        };
        try (Served ledger = new Served(failing)) {
            for (int i = 0; i < 2; i++) {
                assertThat(ledger.ask(BodyHandlers.ofString()).statusCode()).isEqualTo(500);
            }
        }
    }

    private static String until(char last, InputStream body) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int next = body.read(); next >= 0; next = body.read()) {
            read.append((char) next);
            if (next == last) {
                break;
            }
        }
        return read.toString();
    }

    /** The message of the answer. */
    private static String brokenOffBy(RuntimeException failure) throws Exception {
        VerifyLedger failing = progress -> {
            progress.read(0, 2);
            progress.read(1, 2);
            throw failure;
        };
        try (Served ledger = new Served(failing)) {
            JsonNode answer = ONE_VALUE.readTree(ledger.get(BodyHandlers.ofString()));

            assertThat(answer.path("progress").size()).isEqualTo(2);
            assertThat(answer.has("balanced")).isFalse();
            assertThat(answer.path("error").path("field").asString("missing")).isEmpty();
            return answer.path("error").path("message").asString();
        }
    }

    /** The endpoint over a check of the test's own. */
    private static final class Served implements AutoCloseable {

        private final Javalin javalin;

        Served(VerifyLedger ledger) {
            javalin = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.registerPlugin(new LedgerEndpoint(ledger));
                config.routes.exception(
                        Refusal.class,
                        (refusal, ctx) -> ctx.status(refusal.status()).result(String.valueOf(refusal.getMessage())));
            });
            javalin.start("127.0.0.1", 0);
        }

        <T> T get(HttpResponse.BodyHandler<T> reading) throws Exception {
            return ask(reading).body();
        }

        <T> HttpResponse<T> ask(HttpResponse.BodyHandler<T> reading) throws Exception {
            URI uri = URI.create("http://127.0.0.1:" + javalin.port() + "/operator/v1/ledger/verify");
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), reading);
        }

        @Override
        public void close() {
            javalin.stop();
        }
    }
}
