package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose database is cut off or does not get on tells every client something true, and goes on afterwards. */
class LostDatabaseIT {

    private static final int CLIENTS = 16;
    private static final int PAYMENTS = 300;
    private static final int MAX_WAITING = 20;

    /** As many as the server has threads, and half as many as that. */
    private static final int MORE_THAN_MAY_WAIT = 300;

    private static final long FUNDS = 1_000_000_000L;

    @TempDir
    private Path folder;

    private LivePostgres postgres;
    private TcpProxy network;
    private String database;
    private JarProcess server;
    private Customer customer;

    @BeforeEach
    void start() throws Exception {
        postgres = LivePostgres.start();
        network = TcpProxy.before(postgres.port());
        database = postgres.newDatabase();
        Map<String, String> settings = new HashMap<>(postgres.settings(database, network.port()));
        settings.put("FARTHING_PAYMENTS_MAX_WAITING", Integer.toString(MAX_WAITING));
        server = JarProcess.serve(folder, settings);
        customer = Customer.open(server.url(), server.operator(folder), FUNDS);
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
        postgres.close();
    }

    @Test
    void cutsAtRandomMomentsUnderLoadLeaveNobodyWithAnUntruth() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        network.tap((direction, piece) -> {
            synchronized (random) {
                return random.nextInt(80) == 0 ? Optional.empty() : Optional.of(piece);
            }
        });
        PaymentLoad load = new PaymentLoad(customer, "cut");
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicBoolean isAnyRefused = new AtomicBoolean();

        // Most of what is cut off is made at the second try, so when somebody is refused is left to chance.
        load.payUntil(
                server.url(),
                CLIENTS,
                code -> {
                    isAnyRefused.compareAndSet(false, code == PaymentLoad.NOT_RECORDED);
                    return isOver.get() && isAnyRefused.get();
                },
                PAYMENTS,
                () -> isOver.set(true));
        network.tap(TcpProxy.Tap.OPEN);

        awaitReady();
        load.assertThatEverybodyWasToldTheTruth(server.url(), server.operator(folder), Map.of(customer, FUNDS));
    }

    @Test
    void whileTheDatabaseStallsFewWaitTheOthersAreToldAtOnceAndNothingIsLost() throws Exception {
        PaymentLoad load = new PaymentLoad(customer, "stall");
        ExecutorService clients = Executors.newFixedThreadPool(3 * MAX_WAITING);
        try (Connection other = postgres.connect(database)) {
            other.setAutoCommit(false);
            other.createStatement().execute("select id from authorizations for update");
            List<CompletableFuture<Integer>> codes = IntStream.range(0, 3 * MAX_WAITING)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> pay(load, "order " + i), clients))
                    .toList();

            // Those who wait are answered when the lock is gone, so these were refused before.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> load.answeredWith(PaymentLoad.NOT_RECORDED).size() == 2 * MAX_WAITING);
            assertThat(load.acknowledged()).isEmpty();
            other.rollback();
            codes.forEach(CompletableFuture::join);
        } finally {
            clients.shutdownNow();
        }

        assertThat(load.acknowledged()).hasSize(MAX_WAITING);
        assertThat(load.messages(PaymentLoad.NOT_RECORDED))
                .containsOnly(
                        "order creation failed, nothing was taken: too many payments are waiting, try again later;"
                                + " send the same order again");
        assertThat(pay(load, "later")).isEqualTo(PaymentLoad.PAID);
        load.assertThatEverybodyWasToldTheTruth(server.url(), server.operator(folder), Map.of(customer, FUNDS));
    }

    /** Nothing at all comes back from it, so an app that pays is not even known after a second. */
    @Test
    void aSilentDatabaseTakesNotAllThreadsAndWhoeverComesLaterIsToldAtOnce() throws Exception {
        PaymentLoad load = new PaymentLoad(customer, "silent");
        HttpClient http = HttpClient.newHttpClient();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(MORE_THAN_MAY_WAIT);
        try {
            network.stall();
            List<CompletableFuture<Void>> running = IntStream.range(0, MORE_THAN_MAY_WAIT)
                    .mapToObj(client -> CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; !isOver.get(); i++) {
                                    pay(load, http, "order " + client + "." + i);
                                }
                            },
                            clients))
                    .toList();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> load.messages(PaymentLoad.NOT_RECORDED).stream()
                                    .filter(message -> message.contains("the database is unavailable"))
                                    .count()
                            > 2 * MORE_THAN_MAY_WAIT);
            assertThat(status(http, "/health/live")).isEqualTo(200);
            isOver.set(true);
            network.heal();
            running.forEach(CompletableFuture::join);
        } finally {
            isOver.set(true);
            network.heal();
            clients.shutdownNow();
        }

        awaitReady();
        load.assertThatEverybodyWasToldTheTruth(server.url(), server.operator(folder), Map.of(customer, FUNDS));
    }

    private int status(HttpClient http, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private int pay(PaymentLoad load, String orderNumber) {
        return pay(load, HttpClient.newHttpClient(), orderNumber);
    }

    private int pay(PaymentLoad load, HttpClient http, String orderNumber) {
        try {
            return load.pay(http, server.url(), orderNumber, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    // Connections that were cut are noticed when they are used.
    private void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (int i = 0; i < CLIENTS; i++) {
                JsonNode answer = customer.search(HttpClient.newHttpClient(), server.url(), "none");
                if (PaymentLoad.code(answer) != PaymentLoad.NOT_FOUND) {
                    return false;
                }
            }
            return true;
        });
    }
}
