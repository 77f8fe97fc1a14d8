package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.testing.TcpProxy.Direction;
import io.farthing.testing.TcpProxy.Tap;
import java.io.IOException;
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

/** One Farthing pays through another: whatever breaks in between, both say the same about a payment in the end. */
class BehindDotWalletUnderFireIT {

    private static final int CLIENTS = 8;
    private static final int ORDERS = 2400;
    private static final int ORDERS_BETWEEN_KILLS = 800;
    private static final byte[] UNAVAILABLE =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GARBAGE = "you would not believe it\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPaymentEndsAlikeOnBothSidesWhateverBreaksInBetween(@TempDir Path folder) throws Exception {
        try (Pair pair = Pair.start(folder)) {
            Customer shop = pair.activate("0.1", "1", "0.1", "1");
            pair.network().tap(faults());
            Map<String, Integer> answers = payUnderFire(pair, shop);
            pair.network().tap((direction, piece) -> Optional.of(piece));

            Awaitility.await("no payment is left open")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> pair.openPayments() == 0);

            assertThatBothSidesAgree(pair, shop, answers);
            pair.assertThatBothBalance();
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
                code = Customer.code(shop.pay(http, pair.frontUrl(), order, satoshis));
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
            if (seen.answer() == 0 && seen.inFront() != Customer.SETTLED) {
                differences.put(seen.order(), "was acknowledged, and is " + seen.inFront());
            }
            boolean isFinal = seen.inFront() == Customer.SETTLED
                    || seen.inFront() == Customer.FAILED
                    || seen.inFront() == Customer.NOT_FOUND;
            if (!isFinal || (seen.inFront() == Customer.SETTLED) != (seen.behind() == Customer.SETTLED)) {
                differences.put(seen.order(), "is " + seen.inFront() + " in front and " + seen.behind() + " behind");
            }
            if (seen.inFront() == Customer.SETTLED) {
                settled++;
                paid += seen.satoshis();
            }
        }
        assertThat(differences).as("payments that both sides see differently").isEmpty();
        assertThat(settled).isGreaterThan(ORDERS / 2);
        assertThat(pair.usage()).isEqualTo(Map.of("spent", paid, "reserved", 0L));
        assertThat(pair.balanceBehind()).as("nothing was paid twice").isEqualTo(Pair.FUNDS - paid);
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
        if (Customer.status(found) == Customer.NOT_FOUND) {
            return new Seen(order, answer, Customer.NOT_FOUND, Customer.NOT_FOUND, 0);
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
                Customer.status(found),
                Customer.status(behind),
                found.path("data").path("amount").asLong());
    }
}
