package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.operator.OperatorClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was acknowledged is there after the process was ended, however it was ended. */
class DurabilityIT {

    private static final int CLIENTS = 8;
    private static final int PAYMENTS_BEFORE_THE_END = 400;
    private static final long FUNDS = 1_000_000_000L;
    private static final int SETTLED = 9;
    private static final int NOT_FOUND = 10205;
    private static final int NUMBER_TAKEN = 10039;

    @TempDir
    private Path folder;

    /** Orders that were sent, and the acknowledgements that came back for them: order number to order_sn. */
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();

    @Test
    void everyAcknowledgedPaymentSurvivesAKilledProcessAndNoneIsMadeTwice() throws Exception {
        Customer customer;
        try (JarProcess server = JarProcess.serve(folder)) {
            customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            payUntil(server, customer, server::kill);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(PAYMENTS_BEFORE_THE_END);
        try (JarProcess server = JarProcess.serve(folder)) {
            assertThatTheBooksAgree(server, customer);
        }
    }

    @Test
    void aServerThatIsAskedToEndAnswersEveryPaymentThatItMade() throws Exception {
        Customer customer;
        try (JarProcess server = JarProcess.serve(folder)) {
            customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            payUntil(server, customer, server::terminate);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.error()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
        }
        try (JarProcess server = JarProcess.serve(folder)) {
            assertThatTheBooksAgree(server, customer);
            for (String orderNumber : sent.keySet()) {
                boolean isFound = found(server.url(), customer, orderNumber);
                assertThat(acknowledged.containsKey(orderNumber))
                        .as("an order that was paid was answered: " + orderNumber)
                        .isEqualTo(isFound);
            }
        }
    }

    /** Several clients pay as fast as they can; after enough acknowledgements, amid the load, the end comes. */
    private void payUntil(JarProcess server, Customer customer, Runnable end) throws Exception {
        URI url = server.url();
        Semaphore acknowledgements = new Semaphore(0);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String prefix = "order-" + client + "-";
            running.add(clients.submit(() -> payUntilRefused(url, customer, prefix, acknowledgements)));
        }
        assertThat(acknowledgements.tryAcquire(PAYMENTS_BEFORE_THE_END, 120, TimeUnit.SECONDS))
                .as("enough payments were made: " + refused)
                .isTrue();
        end.run();
        for (Future<?> client : running) {
            client.get(120, TimeUnit.SECONDS);
        }
        clients.shutdown();
    }

    private void payUntilRefused(URI server, Customer customer, String prefix, Semaphore acknowledgements) {
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; ; i++) {
            String orderNumber = prefix + i;
            long satoshis = 1 + i % 100;
            sent.put(orderNumber, satoshis);
            try {
                JsonNode answer = customer.pay(http, server, orderNumber, satoshis);
                if (answer.path("code").asInt(-1) != 0) {
                    refused.put(orderNumber, answer.path("code").asInt(-1));
                    return;
                }
                acknowledged.put(
                        orderNumber, answer.path("data").path("order_sn").asString());
                acknowledgements.release();
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void assertThatTheBooksAgree(JarProcess server, Customer customer) throws Exception {
        OperatorClient operator = server.operator(folder);
        HttpClient http = HttpClient.newHttpClient();
        long paid = 0;
        for (Map.Entry<String, Long> order : sent.entrySet()) {
            JsonNode answer = customer.search(http, server.url(), order.getKey());
            String acknowledgement = acknowledged.get(order.getKey());
            if (acknowledgement != null) {
                assertThat(answer.path("data").path("order_sn").asString()).isEqualTo(acknowledgement);
            }
            if (answer.path("code").asInt(-1) == 0) {
                assertThat(answer.path("data").path("status").asInt(-1)).isEqualTo(SETTLED);
                assertThat(answer.path("data").path("amount").asLong(-1)).isEqualTo(order.getValue());
                paid += order.getValue();
            } else {
                assertThat(answer.path("code").asInt(-1)).isEqualTo(NOT_FOUND);
            }
        }
        JsonNode user = operator.get("/operator/v1/users/" + customer.openId());
        assertThat(user.path("balance").asLong(-1)).isEqualTo(FUNDS - paid);
        assertThat(operator.get("/operator/v1/ledger/verify").path("balanced").asBoolean(false))
                .isTrue();
        String repeated = acknowledged.keySet().iterator().next();
        assertThat(customer.pay(http, server.url(), repeated, 1).path("code").asInt(-1))
                .isEqualTo(NUMBER_TAKEN);
    }

    private static boolean found(URI server, Customer customer, String orderNumber) throws Exception {
        return customer.search(HttpClient.newHttpClient(), server, orderNumber)
                        .path("code")
                        .asInt(-1)
                == 0;
    }
}
