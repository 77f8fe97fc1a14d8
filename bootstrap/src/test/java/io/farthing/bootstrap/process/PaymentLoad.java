package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.operator.OperatorClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/**
 * Clients that pay as fast as they can, and what they were told: to be compared with what the server knows afterwards.
 */
final class PaymentLoad {

    static final int PAID = 0;
    static final int NUMBER_TAKEN = 10039;
    static final int NOT_RECORDED = 10040;
    static final int BALANCE_TOO_LOW = 10041;
    static final int NOT_FOUND = 10205;

    private static final int SETTLED = 9;
    private static final int LONGEST_SECONDS = 120;

    private final Customer customer;
    private final String name;

    /** The amount of every order that was sent, and the answers that came. */
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();

    /** Load on a customer; no two loads on one app have the same name. */
    PaymentLoad(Customer customer, String name) {
        this.customer = customer;
        this.name = name;
    }

    /**
     * Several clients, each of which pays one order after the other until it gets no answer or one with a code at which
     * it stops. After so many acknowledgements, amid the load, {@code then} is run. Returns when all have stopped.
     */
    void payUntil(URI server, int clients, IntPredicate stops, int acknowledgements, Runnable then) throws Exception {
        Semaphore acknowledged = new Semaphore(0);
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                String prefix = name + "-" + client + "-";
                running.add(pool.submit(() -> payUntil(server, prefix, stops, acknowledged)));
            }
            assertThat(acknowledged.tryAcquire(acknowledgements, LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as("enough payments were made")
                    .isTrue();
            then.run();
            for (Future<?> client : running) {
                client.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void payUntil(URI server, String prefix, IntPredicate stops, Semaphore acknowledged) {
        HttpClient http = HttpClient.newHttpClient();
        int code = PAID;
        try {
            for (int i = 0; !stops.test(code); i++) {
                code = pay(http, server, prefix + i, 1 + i % 100);
                if (code == PAID) {
                    acknowledged.release();
                }
            }
        } catch (IOException e) {
            // The server is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends an order, remembers what was said to it, and returns the code of that. */
    int pay(HttpClient http, URI server, String orderNumber, long satoshis) throws IOException, InterruptedException {
        sent.put(orderNumber, satoshis);
        JsonNode answer = customer.pay(http, server, orderNumber, satoshis);
        answers.put(orderNumber, answer);
        return code(answer);
    }

    /** The numbers of all orders that were sent. */
    List<String> sent() {
        return List.copyOf(sent.keySet());
    }

    /** The numbers of the orders that were answered with "paid". */
    List<String> acknowledged() {
        return answeredWith(PAID);
    }

    /** The numbers of the orders that were answered with that code. */
    List<String> answeredWith(int code) {
        return answers.entrySet().stream()
                .filter(answer -> code(answer.getValue()) == code)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was said beside that code. */
    List<String> messages(int code) {
        return answers.values().stream()
                .filter(answer -> code(answer) == code)
                .map(answer -> answer.path("msg").asString(""))
                .toList();
    }

    /**
     * Asks what became of every order and fails unless that is what its client was told: whoever was told "paid" was,
     * under the number that was told, and whoever was told that nothing was taken was not.
     *
     * @return how many satoshis all of them took
     */
    long assertThatEverybodyWasToldTheTruth(URI server) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long paid = 0;
        for (Map.Entry<String, Long> order : sent.entrySet()) {
            JsonNode known = customer.search(http, server, order.getKey());
            JsonNode told = answers.get(order.getKey());
            if (told != null) {
                assertThatItIsTrue(order.getKey(), told, known);
            }
            if (code(known) == PAID) {
                assertThat(known.path("data").path("status").asInt(-1)).isEqualTo(SETTLED);
                assertThat(known.path("data").path("amount").asLong(-1)).isEqualTo(order.getValue());
                paid += order.getValue();
            }
        }
        return paid;
    }

    private static void assertThatItIsTrue(String orderNumber, JsonNode told, JsonNode known) {
        if (code(told) == PAID) {
            assertThat(known.path("data").path("order_sn").asString(""))
                    .as(orderNumber)
                    .isEqualTo(told.path("data").path("order_sn").asString());
        } else if (!told.path("msg").asString("").contains("query the order")) {
            assertThat(code(known)).as("%s was told %s", orderNumber, told).isEqualTo(NOT_FOUND);
        }
    }

    /** Fails unless the user has {@code balance}, the books add up, and a number that was paid is taken. */
    void assertThatTheBooksAgree(URI server, OperatorClient operator, long balance) throws Exception {
        JsonNode user = operator.get("/operator/v1/users/" + customer.openId());
        assertThat(user.path("balance").asLong(-1)).isEqualTo(balance);
        assertThatTheBooksAreBalanced(operator);
        String paid = acknowledged().get(0);
        assertThat(code(customer.pay(HttpClient.newHttpClient(), server, paid, 1)))
                .isEqualTo(NUMBER_TAKEN);
    }

    static void assertThatTheBooksAreBalanced(OperatorClient operator) {
        JsonNode report = operator.get("/operator/v1/ledger/verify");
        assertThat(report.path("balanced").asBoolean(false))
                .as(report.toString())
                .isTrue();
    }

    static int code(JsonNode answer) {
        return answer.path("code").asInt(-1);
    }
}
