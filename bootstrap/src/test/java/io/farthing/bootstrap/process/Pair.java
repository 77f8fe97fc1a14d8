package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.secret.Secret;
import io.farthing.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Two processes: a back that plays the remote DotWallet, and a front whose payments the back makes. Between them lies a
 * stretch of network that breaks when it is told to.
 *
 * <p>Cookies know hosts and not ports, so the front is {@code localhost} to browsers and the back is {@code 127.0.0.1}.
 */
final class Pair implements AutoCloseable {

    /** The name of the user, who is known to the back. */
    private static final String USER = "payer";

    /** What the user has at the back at first, in satoshis. */
    static final long FUNDS = 100_000_000L;

    private final Path frontFolder;
    private final Map<String, String> frontEnvironment = new HashMap<>();
    private final JarProcess back;
    private final OperatorClient backOperator;
    private final TcpProxy network;
    private final JsonNode user;
    private final JsonNode frontAtBack;
    private final URI frontUrl;
    private JarProcess front;

    private Pair(Path folder, String requestTimeout) throws IOException {
        Path backFolder = Files.createDirectory(folder.resolve("back"));
        frontFolder = Files.createDirectory(folder.resolve("front"));
        int port = freePort();
        frontUrl = URI.create("http://localhost:" + port);
        back = JarProcess.serve(backFolder);
        backOperator = back.operator(backFolder);
        network = TcpProxy.before(back.url().getPort());
        user = backOperator.post("/operator/v1/users", Map.of("name", USER, "password", Customer.PASSWORD));
        backOperator.post(
                "/operator/v1/users/" + user.path("user_open_id").asString() + "/funds",
                Map.of("satoshis", FUNDS, "reference", "opening"));
        frontAtBack = backOperator.post(
                "/operator/v1/apps",
                Map.of(
                        "name",
                        "The front",
                        "redirect_uris",
                        List.of(frontUrl.toString()),
                        "refuse_url",
                        frontUrl + "/wallet/refused"));
        frontEnvironment.put("FARTHING_HTTP_PORT", Integer.toString(port));
        frontEnvironment.put("FARTHING_WALLET", "dotwallet");
        frontEnvironment.put("FARTHING_DOTWALLET_REMOTE_URL", "http://127.0.0.1:" + network.port());
        frontEnvironment.put(
                "FARTHING_DOTWALLET_REMOTE_APP_ID", frontAtBack.path("app_id").asString());
        frontEnvironment.put(
                "FARTHING_DOTWALLET_REMOTE_SECRET", frontAtBack.path("secret").asString());
        frontEnvironment.put("FARTHING_DOTWALLET_REMOTE_CONNECT_TIMEOUT", "1s");
        frontEnvironment.put("FARTHING_DOTWALLET_REMOTE_REQUEST_TIMEOUT", requestTimeout);
        front = startFront();
    }

    /** Starts both; the front waits a second for an answer of the back. */
    static Pair start(Path folder) {
        return start(folder, "1s");
    }

    /** The same with a front that waits so long. */
    static Pair start(Path folder, String requestTimeout) {
        try {
            return new Pair(folder, requestTimeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where browsers find the front. */
    public URI frontUrl() {
        return frontUrl;
    }

    /** Where the back is reached without the network in between. */
    public URI backUrl() {
        return back.url();
    }

    /** The network between the two. */
    public TcpProxy network() {
        return network;
    }

    /** The front's process. */
    public JarProcess front() {
        return front;
    }

    /** The operator of the front. */
    public OperatorClient frontOperator() {
        try {
            String token = Files.readString(frontFolder.resolve("farthing-data/operator-token"));
            return new OperatorClient(frontUrl, new Secret(token.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command prints that the operator of the front runs on the same machine. */
    String frontCommand(String... arguments) {
        try (JarProcess command = JarProcess.start(frontFolder, frontEnvironment, arguments)) {
            String output = command.output();
            if (command.exitCode() != 0) {
                throw new AssertionError(command.error());
            }
            return output;
        }
    }

    /** The operator of the back. */
    public OperatorClient backOperator() {
        return backOperator;
    }

    /** By which both sides know the user. */
    public String openId() {
        return user.path("user_open_id").asString();
    }

    /** The front as an app of the back. */
    Customer frontAsCustomer() {
        return new Customer(
                frontAtBack.path("app_id").asString(),
                frontAtBack.path("secret").asString(),
                openId());
    }

    /** Registers a shop at the front, and has the user authorize it there, and the front at the back. */
    Customer activate(String single, String all, String singleBehind, String allBehind)
            throws IOException, InterruptedException {
        JsonNode app = frontOperator()
                .post("/operator/v1/apps", Map.of("name", "Shop", "redirect_uris", List.of(Customer.SHOP)));
        Customer shop =
                new Customer(app.path("app_id").asString(), app.path("secret").asString(), openId());
        Wanderer user = new Wanderer(URI.create(frontUrl + "/openapi/set_pay_config?app_id=" + shop.appId()
                + "&redirect_uri=" + URLEncoder.encode(Customer.SHOP + "/back", StandardCharsets.UTF_8)));
        assertThat(user.here().uri().getPath())
                .as(user.here().uri() + "\n" + user.here().body())
                .isEqualTo("/log-in");
        user.submit(Map.of("name", USER, "password", Customer.PASSWORD)).submit(Map.of("answer", "allow"));
        assertThat(user.here().uri().getPath()).startsWith("/wallet/activations/");
        assertThat(user.here().uri().getHost()).isEqualTo("localhost");
        user.go(URI.create(user.here().uri() + "/limits")).submit(Map.of("pre_amount", single, "total_amount", all));
        assertThat(user.here().uri().getHost()).as("the consent behind").isEqualTo("127.0.0.1");
        user.go(URI.create(user.here().uri() + "/limits"))
                .submit(Map.of("pre_amount", singleBehind, "total_amount", allBehind));
        assertThat(user.here().headers().firstValue("Refresh")).contains("0; url=" + Customer.SHOP + "/back");
        return shop;
    }

    /** How many payments of the front are not concluded. */
    int openPayments() {
        return payments("unknown") + payments("reserved");
    }

    private int payments(String status) {
        return frontOperator()
                .get("/operator/v1/payments?limit=1000&status=" + status)
                .path("payments")
                .size();
    }

    /** What is used of the authorization at the front. */
    Map<String, Long> usage() {
        JsonNode usage = frontOperator()
                .get("/operator/v1/users/" + openId())
                .path("authorizations")
                .path(0)
                .path("usage");
        return Map.of(
                "spent",
                usage.path("spent").asLong(-1),
                "reserved",
                usage.path("reserved").asLong(-1));
    }

    /** What the user has left at the back. */
    long balanceBehind() {
        return backOperator()
                .get("/operator/v1/users/" + openId())
                .path("balance")
                .asLong(-1);
    }

    /** Fails the test unless the books of each side agree. */
    void assertThatBothBalance() {
        for (OperatorClient operator : List.of(frontOperator(), backOperator())) {
            assertThat(operator.get("/operator/v1/ledger/verify")
                            .path("balanced")
                            .asBoolean(false))
                    .isTrue();
        }
    }

    /** Kills the front, and starts it again. */
    public void killAndRestartFront() {
        front.kill();
        front = startFront();
    }

    @Override
    public void close() {
        front.close();
        back.close();
        network.close();
    }

    private JarProcess startFront() {
        JarProcess started = JarProcess.start(frontFolder, frontEnvironment, "serve");
        started.url();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
