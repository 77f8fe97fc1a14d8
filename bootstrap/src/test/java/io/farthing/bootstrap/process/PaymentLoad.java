package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Threads;
import io.farthing.bootstrap.operator.OperatorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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

    private static final int SEARCHERS = 8;

    private final Community users;
    private final String name;

    /** Every order that was sent, and the answers that came. */
    private final Map<String, Order> sent = new ConcurrentHashMap<>();

    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();

    private record Order(Customer payer, String address, long satoshis) {}

    /** Load on a customer; no two loads on one app have the same name. */
    PaymentLoad(Customer customer, String name) {
        this(Community.of(customer), name);
    }

    /** Load on several users, who also pay each other. */
    PaymentLoad(Community users, String name) {
        this.users = users;
        this.name = name;
    }

    /**
     * Several clients, each of which pays one order after the other until it gets no answer or one with a code at which
     * it stops. After so many acknowledgements, amid the load, {@code then} is run. Returns when all have stopped.
     */
    void payUntil(URI server, int clients, IntPredicate stops, int acknowledgements, Runnable then) throws Exception {
        Semaphore acknowledged = new Semaphore(0);
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        // Whoever waits for an answer has the connection for himself.
        HttpClient http = HttpClient.newHttpClient();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                running.add(pool.submit(() -> payUntil(http, server, client, stops, acknowledged)));
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

    private void payUntil(HttpClient http, URI server, int client, IntPredicate stops, Semaphore acknowledged) {
        int code = PAID;
        try {
            for (int i = 0; !stops.test(code); i++) {
                code = pay(http, server, name + "-" + client + "-" + i, order(client, i));
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

    // Everybody pays everybody else in turn, and now and then somebody outside.
    private Order order(int client, int number) {
        int payer = client + number;
        boolean isForAMember = users.size() > 1 && number % 3 != 0;
        String address = isForAMember ? users.address(payer + 1 + number % (users.size() - 1)) : Customer.OUTSIDE;
        return new Order(users.member(payer), address, 1 + number % 100);
    }

    /** Sends an order to pay somebody outside, remembers what was said to it, and returns the code of that. */
    int pay(HttpClient http, URI server, String orderNumber, long satoshis) throws IOException, InterruptedException {
        return pay(http, server, orderNumber, new Order(users.member(0), Customer.OUTSIDE, satoshis));
    }

    private int pay(HttpClient http, URI server, String orderNumber, Order order)
            throws IOException, InterruptedException {
        sent.put(orderNumber, order);
        JsonNode answer = order.payer().pay(http, server, orderNumber, order.satoshis(), order.address());
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
     * under the number that was told, and whoever was told that nothing was taken was not. Fails also unless every user
     * has what these payments have left, the books add up, and a number that was paid is taken.
     *
     * @param before what every user had before
     * @return what every user has now
     */
    Map<Customer, Long> assertThatEverybodyWasToldTheTruth(
            URI server, OperatorClient operator, Map<Customer, Long> before) throws IOException, InterruptedException {
        List<String> orderNumbers = sent();
        HttpClient http = HttpClient.newHttpClient();
        List<List<Order>> paid = Threads.collect(
                SEARCHERS,
                searcher -> IntStream.range(0, orderNumbers.size())
                        .filter(i -> i % SEARCHERS == searcher)
                        .mapToObj(orderNumbers::get)
                        .flatMap(orderNumber -> paid(http, server, orderNumber).stream())
                        .toList());
        Map<Customer, Long> after = new HashMap<>(before);
        paid.forEach(found -> found.forEach(order -> move(order, after)));

        assertThat(users.balances(operator)).isEqualTo(after);
        assertThatTheBooksAreBalanced(operator);
        String taken = acknowledged().get(0);
        assertThat(code(users.member(0).pay(http, server, taken, 1))).isEqualTo(NUMBER_TAKEN);
        return after;
    }

    /** The order, if it was paid. */
    private Optional<Order> paid(HttpClient http, URI server, String orderNumber) {
        Order order = Objects.requireNonNull(sent.get(orderNumber));
        JsonNode known = search(http, server, order.payer(), orderNumber);
        JsonNode told = answers.get(orderNumber);
        if (told != null) {
            assertThatItIsTrue(orderNumber, told, known);
        }
        if (code(known) != PAID) {
            return Optional.empty();
        }
        assertThat(known.path("data").path("status").asInt(-1)).isEqualTo(SETTLED);
        assertThat(known.path("data").path("amount").asLong(-1)).isEqualTo(order.satoshis());
        return Optional.of(order);
    }

    private static JsonNode search(HttpClient http, URI server, Customer payer, String orderNumber) {
        try {
            return payer.search(http, server, orderNumber);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void move(Order order, Map<Customer, Long> balances) {
        balances.merge(order.payer(), -order.satoshis(), Long::sum);
        int payee = users.addresses().indexOf(order.address());
        if (payee >= 0) {
            balances.merge(users.member(payee), order.satoshis(), Long::sum);
        }
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
