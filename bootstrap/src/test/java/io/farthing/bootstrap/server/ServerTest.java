package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.bootstrap.adapters.PluginSource;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules fit together, and a server that cannot start says why and leaves nothing open. */
class ServerTest {

    @TempDir
    private Path folder;

    @Test
    void everyPartOfTheServerAnswers() throws Exception {
        try (Server server = Server.start(settings(Map.of()))) {
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/log-in").statusCode()).isEqualTo(200);
            assertThat(get(server, "/openapi/search_order").body()).contains("\"code\":10200");
            assertThat(get(server, "/operator/v1/apps").statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics").body()).contains("farthing_queue_orders");
        }
    }

    @Test
    void theAnswerToAPaymentHasWhatEveryAnswerHas() throws Exception {
        try (Server server = Server.start(settings(Map.of()))) {
            HttpResponse<String> other = get(server, "/health/live");
            HttpResponse<String> payment = send(
                    server,
                    "/openapi/pay_small_money",
                    builder -> builder.POST(HttpRequest.BodyPublishers.ofString("{}")));

            assertThat(payment.body()).startsWith("{\"code\":");
            assertThat(payment.headers().map().keySet())
                    .containsAll(other.headers().map().keySet())
                    .contains("x-request-id", "content-security-policy", "x-content-type-options");
        }
    }

    @Test
    void whatIsRefusedUnreadHasWhatEveryAnswerHas() throws Exception {
        try (Server server = Server.start(settings(Map.of()))) {
            HttpResponse<String> other = get(server, "/health/live");
            HttpResponse<String> refused = get(server, "/openapi//search_order");

            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body()).startsWith("{\"code\":10040,");
            assertThat(refused.headers().map().keySet())
                    .containsAll(other.headers().map().keySet())
                    .contains("x-request-id", "content-security-policy", "x-content-type-options");
            assertThat(get(server, "/operator//v1").body()).startsWith("{\"error\":");
        }
    }

    @Test
    void tenMegabytesGetAnAnswerToo() throws Exception {
        try (Server server = Server.start(settings(Map.of()))) {
            byte[] body = new byte[10 * 1024 * 1024];
            HttpResponse<String> answer = send(
                    server,
                    "/openapi/pay_small_money",
                    builder -> builder.header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

            assertThat(answer.body()).contains("10040", "the body is longer than 262144 bytes");
        }
    }

    @Test
    void aServerThatIsClosedAnswersNoMoreAndCanBeStartedAgainOnTheSameDatabase() throws Exception {
        Server first = Server.start(settings(Map.of()));
        first.close();
        first.close();
        assertThatThrownBy(() -> get(first, "/health/live")).isInstanceOf(ConnectException.class);
        try (Server second = Server.start(settings(Map.of()))) {
            assertThat(get(second, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheDatabaseIsLeftFree() {
        try (Server server = Server.start(settings(Map.of("FARTHING_DATABASE_URL", "jdbc:h2:mem:taken")))) {
            String port = Integer.toString(server.port());
            assertThatThrownBy(() -> Server.start(settings(Map.of("FARTHING_HTTP_PORT", port))))
                    .isInstanceOf(Failure.class)
                    .hasMessageContainingAll(port, "127.0.0.1", "http.port");
        }
        Server.start(settings(Map.of())).close();
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatThrownBy(() -> Server.start(settings(Map.of("FARTHING_HTTP_HOST", "192.0.2.1"))))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll("192.0.2.1", "http.host");
    }

    @Test
    void anAdapterFromAPluginTakesThePlaceOfOurs() throws Exception {
        PluginSource.storage("shelf").pack(folder.resolve("plugins"), "shelf.jar");
        try (Server server = Server.start(settings(Map.of("FARTHING_STORAGE", "shelf")))) {
            assertThat(server.adapters())
                    .extracting(adapter -> adapter.name().value())
                    .containsExactly("shelf", "ledger");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(folder).isDirectoryNotContaining("glob:**.mv.db");
        }
    }

    @Test
    void aServerWithAnAdapterThatIsNotWellIsNotReady() throws Exception {
        PluginSource.wallet("faint")
                .withOpen("return idle().checkedBy(() -> Optional.of(\"the wallet is faint\"));")
                .pack(folder.resolve("plugins"), "faint.jar");
        try (Server server = Server.start(settings(Map.of("FARTHING_WALLET", "faint")))) {
            HttpResponse<String> answer = get(server, "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the wallet is faint");
        }
    }

    @Test
    void partsThatDoNotFitTogetherAreToldAndNothingIsLeftOpen() {
        PluginSource.wallet("greedy")
                .withOpen("return Adapter.of(binder -> { binder.getProvider(Runnable.class);"
                        + " binder.bind(WalletGateway.class).toInstance(new Idle()); })"
                        + ".closedBy(() -> System.setProperty(\"farthing.test.greedy\", \"closed\"));")
                .pack(folder.resolve("plugins"), "greedy.jar");
        try {
            assertThatThrownBy(() -> Server.start(settings(Map.of("FARTHING_WALLET", "greedy"))))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("The parts of the server do not fit together (")
                    .hasMessageContaining("Runnable was bound): choose other adapters")
                    .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                    .hasLineCount(1);
            assertThat(System.getProperty("farthing.test.greedy")).isEqualTo("closed");
        } finally {
            System.clearProperty("farthing.test.greedy");
        }
        Server.start(settings(Map.of())).close();
    }

    @Test
    void whatFailsAtTheEndKeepsNothingElseOpen() {
        PluginSource.wallet("sulky")
                .withPatience("if (\"closing\".equals(System.getProperty(\"farthing.test.sulky\")))"
                        + " throw new LinkageError(\"a class is missing\"); return Duration.ofSeconds(1);")
                .withOpen("return idle().closedBy(() -> System.setProperty(\"farthing.test.sulky\", \"closed\"));")
                .pack(folder.resolve("plugins"), "sulky.jar");
        Server server = Server.start(settings(Map.of("FARTHING_WALLET", "sulky")));
        try {
            System.setProperty("farthing.test.sulky", "closing");
            server.close();
            assertThat(System.getProperty("farthing.test.sulky")).isEqualTo("closed");
        } finally {
            System.clearProperty("farthing.test.sulky");
        }
        Server.start(settings(Map.of())).close();
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> set = new HashMap<>(Map.of(
                "FARTHING_HTTP_PORT", "0",
                "FARTHING_DATA_DIR", folder.toString(),
                "FARTHING_PLUGINS_DIR", folder.resolve("plugins").toString()));
        set.putAll(more);
        return Settings.read(set, Optional.empty());
    }

    private static HttpResponse<String> get(Server server, String path) throws IOException, InterruptedException {
        return send(server, path, UnaryOperator.identity());
    }

    private static HttpResponse<String> send(Server server, String path, UnaryOperator<HttpRequest.Builder> how)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(how.apply(HttpRequest.newBuilder(uri)).build(), BodyHandlers.ofString());
    }
}
