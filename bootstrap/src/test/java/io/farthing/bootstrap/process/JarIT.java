package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.bootstrap.adapters.PluginSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The jar does what its documentation says when it is started as a process. */
class JarIT {

    @TempDir
    private Path folder;

    @Test
    void helpIsPrinted() {
        try (JarProcess process = JarProcess.start(folder, Map.of(), "--help")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.output()).contains("serve", "demo", "config", "operator");
            assertThat(process.error()).isEmpty();
        }
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        try (JarProcess process = JarProcess.start(folder, Map.of(), "--version")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.output()).matches("Farthing [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
        }
    }

    @Test
    void aWrongSettingEndsTheStartWithASentence() {
        try (JarProcess process = JarProcess.start(folder, Map.of("FARTHING_HTTP_PROT", "80"), "serve")) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.error())
                    .contains("did you mean FARTHING_HTTP_PORT?")
                    .hasLineCount(1);
            assertThat(folder.resolve("farthing-data")).doesNotExist();
        }
    }

    @Test
    void theServerSaysWhereEverythingIsAndKeepsTheTokenToItself() throws Exception {
        try (JarProcess server = JarProcess.serve(folder)) {
            String url = server.url().toString();
            assertThat(get(server.url().resolve("/health/ready"))).contains("up");
            String token = Files.readString(folder.resolve("farthing-data/operator-token"))
                    .strip();
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.output())
                    .contains(
                            url + "/openapi/", url + "/operator/v1/", "farthing-data/operator-token", url + "/metrics")
                    .doesNotContain(token);
            assertThat(server.error())
                    .doesNotContain(token)
                    .doesNotContain(" ERROR ")
                    .doesNotContain(" WARN ");
        }
    }

    /** There the small letter of I is another one. */
    @Test
    void usersLogInOnATurkishMachine() throws Exception {
        try (JarProcess server = JarProcess.serve(folder, Map.of("JDK_JAVA_OPTIONS", "-Duser.language=tr"))) {
            Customer customer = Customer.open(server.url(), server.operator(folder), 1000);
            assertThat(customer.pay(HttpClient.newHttpClient(), server.url(), "M-1", 10)
                            .path("code")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void aJarInThePluginsFolderIsAllThatAnAdapterTakes() throws Exception {
        PluginSource.wallet("gift-card")
                .withSettings("@Setting(key = \"gift-card.shop\", description = \"Which.\") String shop")
                .withOpen("return idle().at(options.shop());")
                .pack(folder.resolve("plugins"), "gift-card.jar");
        Map<String, String> environment = Map.of(
                "FARTHING_HTTP_PORT",
                "0",
                "FARTHING_WALLET",
                "gift-card",
                "FARTHING_GIFT_CARD_SHOP",
                "the corner shop");
        try (JarProcess config = JarProcess.start(folder, environment, "config")) {
            assertThat(config.output())
                    .contains("## wallet gift-card, which is used\n## found in the plugin plugins/gift-card.jar")
                    .contains("\ngift-card.shop=the corner shop\n");
        }
        try (JarProcess server = JarProcess.start(folder, environment, "serve")) {
            assertThat(get(server.url().resolve("/health/ready"))).contains("up");
            server.terminate();
            assertThat(server.output()).contains("gift-card, the corner shop");
            assertThat(server.error()).contains("The wallet is gift-card (the plugin plugins/gift-card.jar)");
        }
    }

    @Test
    void aClientThatSendsABodySlowlyKeepsNothingFromBeingClosed() throws Exception {
        PluginSource.wallet("gift-card")
                .withOpen("return idle().closedBy(() -> System.err.println(\"the gift card is closed\"));")
                .pack(folder.resolve("plugins"), "gift-card.jar");
        try (JarProcess server = JarProcess.serve(folder, Map.of("FARTHING_WALLET", "gift-card"));
                Socket socket = new Socket("127.0.0.1", server.url().getPort())) {
            String requests = "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n"
                    + "POST /openapi/pay_small_money HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n";
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read())
                    .as("the first byte of an answer")
                    .isPositive();
            server.terminate();
            assertThatThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(' ');
                            TimeUnit.MILLISECONDS.sleep(500);
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.error())
                    .contains("what was still running 20 s after the end had begun was broken off")
                    .contains("the gift card is closed");
        }
    }

    @Test
    void aPluginThatCannotBeUsedEndsTheStartWithASentence() throws IOException {
        Files.createDirectory(folder.resolve("plugins"));
        Files.writeString(folder.resolve("plugins/half.jar"), "no jar at all");
        try (JarProcess process = JarProcess.start(folder, Map.of("FARTHING_HTTP_PORT", "0"), "serve")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.error())
                    .contains("The plugin plugins/half.jar cannot be read as a jar")
                    .hasLineCount(1);
            assertThat(folder.resolve("farthing-data")).doesNotExist();
        }
    }

    @Test
    void aSecondServerOnTheSameFileIsToldSo() {
        try (JarProcess server = JarProcess.serve(folder);
                JarProcess second = JarProcess.start(folder, Map.of("FARTHING_HTTP_PORT", "0"), "serve")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.error())
                    .contains("another process has it open; stop that one")
                    .doesNotContain("\tat ");
            assertThat(server.url()).isNotNull();
        }
    }

    @Test
    void aPortThatIsTakenIsToldSo() {
        try (JarProcess server = JarProcess.serve(folder)) {
            Map<String, String> environment = Map.of(
                    "FARTHING_HTTP_PORT", Integer.toString(server.url().getPort()), "FARTHING_DATA_DIR", "other");
            try (JarProcess second = JarProcess.start(folder, environment, "serve")) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.error()).contains("http.port").doesNotContain("\tat ");
            }
        }
    }

    @Test
    void theDemoMovesToAnotherPortWhenItsOwnIsTakenAndSaysSo() {
        try (JarProcess server = JarProcess.serve(folder)) {
            String taken = Integer.toString(server.url().getPort());
            try (JarProcess demo =
                    JarProcess.start(folder, Map.of(), "demo", "--wallet-port", taken, "--shop-port", taken)) {
                assertThat(demo.line(line -> line.startsWith("Port ")))
                        .contains(taken + " is taken", demo.url().toString());
                assertThat(demo.url()).isNotEqualTo(server.url());
            }
        }
    }

    @Test
    void theOperatorCommandsReachTheServer() {
        try (JarProcess server = JarProcess.serve(folder)) {
            String url = server.url().toString();
            String app = operator(url, "app", "create", "--name", "Shop", "--redirect-uri", "https://shop.example");
            String appId = field(app, "app_id");
            assertThat(field(app, "secret")).hasSize(64);
            assertThat(operator(url, "app", "list")).contains(appId).doesNotContain(field(app, "secret"));
            assertThat(field(operator(url, "app", "rotate-secret", appId), "secret"))
                    .isNotEqualTo(field(app, "secret"));
            assertThat(operator(url, "app", "suspend", appId)).contains("\"suspended\" : true");
            assertThat(operator(url, "app", "resume", appId)).contains("\"suspended\" : false");
            assertThat(operator(url, "ledger", "verify")).contains("\"balanced\" : true");
        }
    }

    @Test
    void aHostThatIsNoneLeavesNothingInTheLogButTheLineOfItsRequest() throws Exception {
        try (JarProcess server = JarProcess.serve(folder)) {
            for (String hosts : List.of("Host: [secret", "Host: h\r\nHost: secret", "Host: h:secret")) {
                try (Socket socket = new Socket("127.0.0.1", server.url().getPort())) {
                    String request = "GET /health/live HTTP/1.1\r\n" + hosts + "\r\nConnection: close\r\n\r\n";
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                            .startsWith("HTTP/1.1 400 ");
                }
            }
            server.terminate();
            server.exitCode();
            assertThat(server.error()).contains(" 400 ").doesNotContain("secret");
        }
    }

    @Test
    void logLinesCanBeJson() {
        Map<String, String> environment = Map.of("FARTHING_HTTP_PORT", "0", "FARTHING_LOG_FORMAT", "json");
        try (JarProcess server = JarProcess.start(folder, environment, "serve")) {
            server.url();
            server.terminate();
            server.exitCode();
            assertThat(server.error().lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(JsonMapper.shared()
                                    .readTree(line)
                                    .path("formattedMessage")
                                    .asString(""))
                            .isNotEmpty());
        }
    }

    private String operator(String url, String... command) {
        String[] arguments = new String[command.length + 3];
        arguments[0] = "operator";
        System.arraycopy(command, 0, arguments, 1, command.length);
        arguments[command.length + 1] = "--url";
        arguments[command.length + 2] = url;
        try (JarProcess process = JarProcess.start(folder, Map.of(), arguments)) {
            assertThat(process.exitCode()).as(process.error()).isZero();
            return process.output();
        }
    }

    private static String field(String json, String name) {
        return JsonMapper.shared().readTree(json).path(name).asString("");
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
