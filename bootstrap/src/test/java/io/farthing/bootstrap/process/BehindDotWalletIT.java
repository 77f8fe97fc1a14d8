package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.testing.TcpProxy.Direction;
import io.farthing.testing.TcpProxy.Tap;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One Farthing pays through another: what both say about a payment is the same, whatever happens in between. */
class BehindDotWalletIT {

    private static final String SHOP = "https://shop.example";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long FUNDS = 100_000_000L;
    private static final int SETTLED = 9;
    private static final int FAILED = -1;
    private static final int NOT_FOUND = 10205;
    private static final int CLIENTS = 8;
    private static final int ORDERS = 2400;
    private static final int ORDERS_BETWEEN_KILLS = 800;
    private static final byte[] UNAVAILABLE =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GARBAGE = "you would not believe it\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatIsPaidInFrontIsPaidBehindWithinTheLimitsOfBoth() throws Exception {
        try (Pair pair = Pair.start(folder, FUNDS)) {
            Customer shop = activate(pair, "0.0001", "0.01", "0.00005", "0.01");

            JsonNode paid = shop.pay(http, pair.frontUrl(), "M-1", 1000).path("data");
            JsonNode shown = pair.frontOperator()
                    .get("/operator/v1/payments/" + paid.path("order_sn").asString());
            JsonNode behind = pair.frontAsCustomer()
                    .search(
                            http,
                            pair.backUrl(),
                            shown.path("wallet_merchant_order_sn").asString())
                    .path("data");
            assertThat(behind.path("status").asInt(-2)).isEqualTo(SETTLED);
            assertThat(behind.path("amount").asLong(-1)).isEqualTo(1000);
            assertThat(behind.path("pay_txid").asString())
                    .isEqualTo(paid.path("pay_txid").asString());
            assertThat(behind.path("order_sn").asString())
                    .isEqualTo(shown.path("wallet_order_sn").asString());

            assertThat(code(shop.pay(http, pair.frontUrl(), "M-1", 1000)))
                    .as("the same order again")
                    .isEqualTo(10039);
            JsonNode overOurs = shop.pay(http, pair.frontUrl(), "M-2", 10_001);
            assertThat(code(overOurs)).isEqualTo(10044);
            assertThat(overOurs.path("msg").asString()).contains("10000");
            JsonNode overTheirs = shop.pay(http, pair.frontUrl(), "M-3", 5001);
            assertThat(code(overTheirs)).isEqualTo(10044);
            assertThat(overTheirs.path("msg").asString()).contains("the wallet behind");
            assertThat(code(shop.search(http, pair.frontUrl(), "M-3"))).isZero();
            assertThat(code(shop.pay(http, pair.frontUrl(), "M-3", 5000)))
                    .as("a refusal behind does not use up the number")
                    .isZero();

            assertThat(usage(pair)).isEqualTo(Map.of("spent", 6000L, "reserved", 0L));
            assertThat(balanceBehind(pair)).isEqualTo(FUNDS - 6000);
            assertThatBothBalance(pair);
        }
    }

    @Test
    void everyPaymentEndsAlikeOnBothSidesWhateverBreaksInBetween() throws Exception {
        try (Pair pair = Pair.start(folder, FUNDS)) {
            Customer shop = activate(pair, "0.1", "1", "0.1", "1");
            pair.network().tap(faults());
            Map<String, Integer> answers = payUnderFire(pair, shop);
            pair.network().tap((direction, piece) -> Optional.of(piece));

            Awaitility.await("no payment is left open")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> pending(pair, "unknown") + pending(pair, "reserved") == 0);

            assertThatBothSidesAgree(pair, shop, answers);
            assertThatBothBalance(pair);
        }
    }

    @Test
    void whatIsUnknownIsToldShownAndConcludedByHand() throws Exception {
        try (Pair pair = Pair.start(folder, FUNDS)) {
            Customer shop = activate(pair, "0.1", "1", "0.1", "1");
            pair.network()
                    .tap((direction, piece) ->
                            direction == Direction.TO_CLIENT ? Optional.empty() : Optional.of(piece));

            JsonNode told = shop.pay(http, pair.frontUrl(), "M-1", 1000);

            assertThat(code(told)).isEqualTo(10040);
            assertThat(told.path("msg").asString()).contains("outcome pending, query the order");
            assertThat(status(shop.search(http, pair.frontUrl(), "M-1"))).isZero();
            assertThat(code(shop.pay(http, pair.frontUrl(), "M-1", 1000))).isEqualTo(10039);
            JsonNode waiting = JSON.readTree(pair.frontCommand("operator", "payment", "list"));
            assertThat(waiting.path("payments").size()).isEqualTo(1);
            String orderSn = waiting.path("payments").path(0).path("order_sn").asString();
            JsonNode resolved = JSON.readTree(pair.frontCommand(
                    "operator",
                    "payment",
                    "resolve",
                    orderSn,
                    "--outcome",
                    "settled",
                    "--reason",
                    "their operator showed it to us"));
            assertThat(resolved.path("resolution").path("reason").asString())
                    .isEqualTo("their operator showed it to us");
            assertThat(status(shop.search(http, pair.frontUrl(), "M-1"))).isEqualTo(SETTLED);
            assertThat(balanceBehind(pair)).isEqualTo(FUNDS - 1000);
            assertThatBothBalance(pair);
        }
    }

    @Test
    void aWalletThatIsDeadKeepsNobodyWaitingWhoDoesNotNeedIt() throws Exception {
        try (Pair pair = Pair.start(folder, FUNDS, "5s")) {
            Customer shop = activate(pair, "0.1", "1", "0.1", "1");
            assertThat(code(shop.pay(http, pair.frontUrl(), "before", 1))).isZero();
            pair.network().stall();
            ExecutorService clients = Executors.newFixedThreadPool(100);
            List<Future<Integer>> paying = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String order = "during-" + i;
                paying.add(clients.submit(() -> code(shop.pay(HttpClient.newHttpClient(), pair.frontUrl(), order, 1))));
            }

            assertThat(status(shop.search(http, pair.frontUrl(), "before"))).isEqualTo(SETTLED);
            assertThat(new Wanderer(URI.create(pair.frontUrl() + "/")).here().statusCode())
                    .isEqualTo(200);
            assertThat(usage(pair).get("spent")).isEqualTo(1);
            assertThat(paying)
                    .as("all of that was answered while payments still waited")
                    .anyMatch(payment -> !payment.isDone());

            for (Future<Integer> payment : paying) {
                assertThat(payment.get(60, TimeUnit.SECONDS)).isEqualTo(10040);
            }
            clients.shutdown();
            pair.network().heal();
            Awaitility.await("no payment is left open")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> pending(pair, "unknown") + pending(pair, "reserved") == 0);
            assertThat(balanceBehind(pair)).isEqualTo(FUNDS - usage(pair).get("spent"));
            assertThatBothBalance(pair);
        }
    }

    // Once in a while: lost on the way there, lost on the way back, nonsense, half an answer, refused by something in
    // between, much too slow. The numbers are the same in every run; who meets them is not.
    private static Tap faults() {
        Random random = new Random(7);
        return (direction, piece) -> {
            int fate;
            synchronized (random) {
                fate = random.nextInt(1000);
            }
            if (direction == Direction.TO_SERVER) {
                return fate < 15 ? Optional.empty() : Optional.of(piece);
            }
            if (fate < 15) {
                return Optional.empty();
            } else if (fate < 20) {
                return Optional.of(GARBAGE);
            } else if (fate < 25) {
                return Optional.of(Arrays.copyOf(piece, piece.length / 2));
            } else if (fate < 35) {
                return Optional.of(UNAVAILABLE);
            } else if (fate < 38) {
                pause(2500);
            } else if (fate < 60) {
                pause(50);
            }
            return Optional.of(piece);
        };
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Several clients send orders; amid them the front is killed twice. Returns the last answer to each order. */
    private Map<String, Integer> payUnderFire(Pair pair, Customer shop) throws Exception {
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        Semaphore sent = new Semaphore(0);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            running.add(clients.submit(() -> {
                for (int i = number; i < ORDERS; i += CLIENTS) {
                    answers.put("order-" + i, send(pair, shop, "order-" + i, 1 + i % 100));
                    sent.release();
                }
                return null;
            }));
        }
        for (int kill = 0; kill < 2; kill++) {
            assertThat(sent.tryAcquire(ORDERS_BETWEEN_KILLS, 180, TimeUnit.SECONDS))
                    .isTrue();
            pair.killAndRestartFront();
        }
        for (Future<?> client : running) {
            client.get(180, TimeUnit.SECONDS);
        }
        clients.shutdown();
        return answers;
    }

    // As a client of the protocol does: what failed without having been taken is sent again under the same number.
    private int send(Pair pair, Customer shop, String order, long satoshis) throws InterruptedException {
        int code = -1;
        for (int tries = 0; tries < 3 && code != 0; tries++) {
            try {
                code = code(shop.pay(http, pair.frontUrl(), order, satoshis));
            } catch (IOException e) {
                // The front was killed. It is back soon.
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        return code;
    }

    private void assertThatBothSidesAgree(Pair pair, Customer shop, Map<String, Integer> answers) throws Exception {
        Map<String, String> differences = new HashMap<>();
        long paid = 0;
        int settled = 0;
        for (Seen seen : lookAtBothSides(pair, shop, answers)) {
            if (seen.answer() == 0 && seen.inFront() != SETTLED) {
                differences.put(seen.order(), "was acknowledged, and is " + seen.inFront());
            }
            boolean isFinal = seen.inFront() == SETTLED || seen.inFront() == FAILED || seen.inFront() == NOT_FOUND;
            if (!isFinal || (seen.inFront() == SETTLED) != (seen.behind() == SETTLED)) {
                differences.put(seen.order(), "is " + seen.inFront() + " in front and " + seen.behind() + " behind");
            }
            if (seen.inFront() == SETTLED) {
                settled++;
                paid += seen.satoshis();
            }
        }
        assertThat(differences).as("payments that both sides see differently").isEmpty();
        assertThat(settled).isGreaterThan(ORDERS / 2);
        assertThat(usage(pair)).isEqualTo(Map.of("spent", paid, "reserved", 0L));
        assertThat(balanceBehind(pair)).as("nothing was paid twice").isEqualTo(FUNDS - paid);
        assertThat(pair.backOperator()
                        .get("/operator/v1/ledger/verify")
                        .path("payments")
                        .asInt(-1))
                .isEqualTo(settled);
    }

    /** What became of an order: the last answer to it, and what both sides say now. */
    private record Seen(String order, int answer, int inFront, int behind, long satoshis) {}

    private List<Seen> lookAtBothSides(Pair pair, Customer shop, Map<String, Integer> answers) throws Exception {
        ExecutorService lookers = Executors.newFixedThreadPool(CLIENTS);
        OperatorClient operator = pair.frontOperator();
        List<Future<Seen>> looking = new ArrayList<>();
        answers.forEach(
                (order, answer) -> looking.add(lookers.submit(() -> look(pair, operator, shop, order, answer))));
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> each : looking) {
            seen.add(each.get(180, TimeUnit.SECONDS));
        }
        lookers.shutdown();
        return seen;
    }

    private Seen look(Pair pair, OperatorClient operator, Customer shop, String order, int answer) throws Exception {
        JsonNode found = shop.search(http, pair.frontUrl(), order);
        if (status(found) == NOT_FOUND) {
            return new Seen(order, answer, NOT_FOUND, NOT_FOUND, 0);
        }
        JsonNode shown = operator.get(
                "/operator/v1/payments/" + found.path("data").path("order_sn").asString());
        JsonNode behind = pair.frontAsCustomer()
                .search(
                        http,
                        pair.backUrl(),
                        shown.path("wallet_merchant_order_sn").asString());
        return new Seen(
                order,
                answer,
                status(found),
                status(behind),
                found.path("data").path("amount").asLong());
    }

    private static int status(JsonNode found) {
        return code(found) == 0 ? found.path("data").path("status").asInt(-2) : code(found);
    }

    private static int code(JsonNode answer) {
        return answer.path("code").asInt(-1);
    }

    private static int pending(Pair pair, String status) {
        return pair.frontOperator()
                .get("/operator/v1/payments?limit=1000&status=" + status)
                .path("payments")
                .size();
    }

    private static Map<String, Long> usage(Pair pair) {
        JsonNode usage = pair.frontOperator()
                .get("/operator/v1/users/" + pair.openId())
                .path("authorizations")
                .path(0)
                .path("usage");
        return Map.of(
                "spent",
                usage.path("spent").asLong(-1),
                "reserved",
                usage.path("reserved").asLong(-1));
    }

    private static long balanceBehind(Pair pair) {
        return pair.backOperator()
                .get("/operator/v1/users/" + pair.openId())
                .path("balance")
                .asLong(-1);
    }

    private static void assertThatBothBalance(Pair pair) {
        for (OperatorClient operator : List.of(pair.frontOperator(), pair.backOperator())) {
            assertThat(operator.get("/operator/v1/ledger/verify")
                            .path("balanced")
                            .asBoolean(false))
                    .isTrue();
        }
    }

    /** Registers a shop at the front, and has the user authorize it there, and the front at the back. */
    private static Customer activate(Pair pair, String single, String all, String singleBehind, String allBehind)
            throws IOException, InterruptedException {
        JsonNode app =
                pair.frontOperator().post("/operator/v1/apps", Map.of("name", "Shop", "redirect_uris", List.of(SHOP)));
        Customer shop =
                new Customer(app.path("app_id").asString(), app.path("secret").asString(), pair.openId());
        Wanderer user = new Wanderer(URI.create(pair.frontUrl() + "/openapi/set_pay_config?app_id=" + shop.appId()
                + "&redirect_uri=" + URLEncoder.encode(SHOP + "/back", StandardCharsets.UTF_8)));
        assertThat(user.here().uri().getPath())
                .as(user.here().uri() + "\n" + user.here().body())
                .isEqualTo("/log-in");
        user.submit(Map.of("name", Pair.USER, "password", Pair.PASSWORD)).submit(Map.of("answer", "allow"));
        assertThat(user.here().uri().getPath()).startsWith("/wallet/activations/");
        assertThat(user.here().uri().getHost()).isEqualTo("localhost");
        user.go(URI.create(user.here().uri() + "/limits")).submit(Map.of("pre_amount", single, "total_amount", all));
        assertThat(user.here().uri().getHost()).as("the consent behind").isEqualTo("127.0.0.1");
        user.go(URI.create(user.here().uri() + "/limits"))
                .submit(Map.of("pre_amount", singleBehind, "total_amount", allBehind));
        assertThat(user.here().headers().firstValue("Refresh")).contains("0; url=" + SHOP + "/back");
        return shop;
    }
}
