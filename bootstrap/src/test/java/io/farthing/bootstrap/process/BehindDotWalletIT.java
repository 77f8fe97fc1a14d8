package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.testing.TcpProxy.Direction;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One Farthing pays through another: what both say about a payment is the same. */
class BehindDotWalletIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatIsPaidInFrontIsPaidBehindWithinTheLimitsOfBoth() throws Exception {
        try (Pair pair = Pair.start(folder)) {
            Customer shop = pair.activate("0.0001", "0.01", "0.00005", "0.01");

            JsonNode first = shop.pay(http, pair.frontUrl(), "M-1", 1000);
            assertThat(Customer.code(first)).as(first.toString()).isZero();
            JsonNode paid = first.path("data");
            JsonNode shown = pair.frontOperator()
                    .get("/operator/v1/payments/" + paid.path("order_sn").asString());
            JsonNode behind = pair.frontAsCustomer()
                    .search(
                            http,
                            pair.backUrl(),
                            shown.path("wallet_merchant_order_sn").asString())
                    .path("data");
            assertThat(behind.path("status").asInt(-2)).isEqualTo(Customer.SETTLED);
            assertThat(behind.path("amount").asLong(-1)).isEqualTo(1000);
            assertThat(behind.path("pay_txid").asString())
                    .isEqualTo(paid.path("pay_txid").asString());
            assertThat(behind.path("order_sn").asString())
                    .isEqualTo(shown.path("wallet_order_sn").asString());

            assertThat(Customer.code(shop.pay(http, pair.frontUrl(), "M-1", 1000)))
                    .as("the same order again")
                    .isEqualTo(10039);
            JsonNode overOurs = shop.pay(http, pair.frontUrl(), "M-2", 10_001);
            assertThat(Customer.code(overOurs)).isEqualTo(10044);
            assertThat(overOurs.path("msg").asString()).contains("10000");
            JsonNode overTheirs = shop.pay(http, pair.frontUrl(), "M-3", 5001);
            assertThat(Customer.code(overTheirs)).isEqualTo(10044);
            assertThat(overTheirs.path("msg").asString()).contains("the wallet behind");
            assertThat(Customer.code(shop.search(http, pair.frontUrl(), "M-3"))).isZero();
            assertThat(Customer.code(shop.pay(http, pair.frontUrl(), "M-3", 5000)))
                    .as("a refusal behind does not use up the number")
                    .isZero();

            assertThat(pair.usage()).isEqualTo(Map.of("spent", 6000L, "reserved", 0L));
            assertThat(pair.balanceBehind()).isEqualTo(Pair.FUNDS - 6000);
            pair.assertThatBothBalance();
        }
    }

    @Test
    void whatIsUnknownIsToldShownAndConcludedByHand() throws Exception {
        try (Pair pair = Pair.start(folder)) {
            Customer shop = pair.activate("0.1", "1", "0.1", "1");
            pair.network()
                    .tap((direction, piece) ->
                            direction == Direction.TO_CLIENT ? Optional.empty() : Optional.of(piece));

            JsonNode told = shop.pay(http, pair.frontUrl(), "M-1", 1000);

            assertThat(Customer.code(told)).isEqualTo(10040);
            assertThat(told.path("msg").asString()).contains("outcome pending, query the order");
            assertThat(Customer.status(shop.search(http, pair.frontUrl(), "M-1")))
                    .isZero();
            assertThat(Customer.code(shop.pay(http, pair.frontUrl(), "M-1", 1000)))
                    .isEqualTo(10039);
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
            assertThat(Customer.status(shop.search(http, pair.frontUrl(), "M-1")))
                    .isEqualTo(Customer.SETTLED);
            assertThat(pair.balanceBehind()).isEqualTo(Pair.FUNDS - 1000);
            pair.assertThatBothBalance();
        }
    }

    @Test
    void aWalletThatIsDeadKeepsNobodyWaitingWhoDoesNotNeedIt() throws Exception {
        try (Pair pair = Pair.start(folder, "5s")) {
            Customer shop = pair.activate("0.1", "1", "0.1", "1");
            assertThat(Customer.code(shop.pay(http, pair.frontUrl(), "before", 1)))
                    .isZero();
            pair.network().stall();
            ExecutorService clients = Executors.newFixedThreadPool(100);
            List<Future<Integer>> paying = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String order = "during-" + i;
                paying.add(clients.submit(
                        () -> Customer.code(shop.pay(HttpClient.newHttpClient(), pair.frontUrl(), order, 1))));
            }

            assertThat(Customer.status(shop.search(http, pair.frontUrl(), "before")))
                    .isEqualTo(Customer.SETTLED);
            assertThat(new Wanderer(URI.create(pair.frontUrl() + "/")).here().statusCode())
                    .isEqualTo(200);
            assertThat(pair.usage().get("spent")).isEqualTo(1);
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
                    .until(() -> pair.openPayments() == 0);
            assertThat(pair.balanceBehind()).isEqualTo(Pair.FUNDS - pair.usage().get("spent"));
            pair.assertThatBothBalance();
        }
    }
}
