package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Threads;
import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.money.Satoshis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers on one PostgreSQL keep every promise together, and nobody notices that they meet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersIT {

    private static final int IN_FLIGHT_ON_EACH = 50;
    private static final int CLIENTS = 2 * IN_FLIGHT_ON_EACH;
    private static final long EDGE = 2_000;
    private static final long PLENTY = 1_000_000;

    @TempDir
    private static Path folder;

    private LivePostgres postgres;
    private String database;
    private JarProcess first;
    private JarProcess second;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void start() throws Exception {
        postgres = LivePostgres.start();
        database = postgres.newDatabase();
        Map<String, String> settings = postgres.settings(database, postgres.port());
        first = JarProcess.serve(Files.createDirectory(folder.resolve("first")), settings);
        second = JarProcess.serve(Files.createDirectory(folder.resolve("second")), settings);
    }

    @AfterEach
    void assertThatNothingWentWrongInside() {
        PaymentLoad.assertThatTheBooksAreBalanced(operator());
        for (JarProcess server : List.of(first, second)) {
            assertThat(server.error()).doesNotContain(" ERROR ");
        }
    }

    @AfterAll
    void assertThatNobodyWasDeadlocked() throws Exception {
        try (LivePostgres used = postgres) {
            first.close();
            second.close();
            // Whoever was in one has tried again, and nobody else has noticed.
            assertThat(used.deadlocks(database)).isZero();
        }
    }

    @Test
    void theCumulativeLimitIsUsedUpExactlyAndNeverExceeded() throws Exception {
        Customer customer = Customer.open(first.url(), operator(), "limited", PLENTY, Satoshis.of(EDGE));

        assertThat(drawnByAll(customer)).isEqualTo(EDGE);

        assertThat(balance(customer)).isEqualTo(PLENTY - EDGE);
    }

    @Test
    void theWalletIsEmptiedExactlyAndNeverOverdrawn() throws Exception {
        Customer customer = Customer.open(first.url(), operator(), "poor", EDGE, Satoshis.of(PLENTY));

        assertThat(drawnByAll(customer)).isEqualTo(EDGE);

        assertThat(balance(customer)).isZero();
    }

    @Test
    void anOrderNumberThatIsSentToBothAtOnceIsPaidOnce() throws Exception {
        Community users = Community.open(first.url(), operator(), "hasty", 5, PLENTY);
        int numbers = 40;
        CyclicBarrier together = new CyclicBarrier(CLIENTS);

        List<List<Integer>> codes = Threads.collect(CLIENTS, client -> {
            List<Integer> own = new ArrayList<>();
            for (int number = 0; number < numbers; number++) {
                await(together);
                own.add(pay(payer(users, client, number), server(client), "same " + number, amount(client)));
            }
            return own;
        });

        Map<Customer, Long> left = users.members().stream().collect(Collectors.toMap(user -> user, user -> PLENTY));
        for (int number = 0; number < numbers; number++) {
            int winner = onlyOnePaid(codes, number);
            left.merge(payer(users, winner, number), -amount(winner), Long::sum);
            for (JarProcess server : List.of(first, second)) {
                JsonNode known = users.member(0).search(http, server.url(), "same " + number);
                assertThat(known.path("data").path("amount").asLong(-1)).isEqualTo(amount(winner));
            }
        }
        assertThat(users.balances(operator())).isEqualTo(left);
    }

    // Every other number comes from one user alone, and the ones between from all of them, through either server.
    private static Customer payer(Community users, int client, int number) {
        return users.member(number % 2 == 0 ? number : number + client / 2);
    }

    // Everybody asks for something else, so that it can be seen who got it.
    private static long amount(int client) {
        return 1 + client;
    }

    private static int onlyOnePaid(List<List<Integer>> codes, int number) {
        List<Integer> winners = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int code = codes.get(client).get(number);
            assertThat(code).isIn(PaymentLoad.PAID, PaymentLoad.NUMBER_TAKEN);
            if (code == PaymentLoad.PAID) {
                winners.add(client);
            }
        }
        assertThat(winners).as("who was paid for number %d", number).hasSize(1);
        return winners.get(0);
    }

    @Test
    void usersWhoPayEachOtherAreNeverInEachOthersWay() throws Exception {
        Community users = Community.open(first.url(), operator(), "crossing", 6, PLENTY);
        int payments = 2 * users.size();

        Threads.race(CLIENTS, client -> {
            for (int i = 0; i < payments; i++) {
                int payer = client + i;
                String address = users.address(payer + 1 + client / 2 % (users.size() - 1));
                assertThat(pay(users.member(payer), server(client), client + " crossing " + i, 1, address))
                        .isEqualTo(PaymentLoad.PAID);
            }
        });

        assertThat(users.balances(operator()).values())
                .as("everybody has paid as often as he was paid")
                .containsOnly(PLENTY);
    }

    // Each client draws three at a time, and one at a time when that is too much, until not even one is left.
    private long drawnByAll(Customer customer) {
        return Threads.collect(CLIENTS, thread -> drawnByOne(customer, thread)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long drawnByOne(Customer customer, int client) {
        long drawn = 0;
        long next = 3;
        for (int i = 0; next > 0; i++) {
            int code = pay(customer, server(client), client + " draws " + i, next);
            assertThat(code).isIn(PaymentLoad.PAID, PaymentLoad.BALANCE_TOO_LOW);
            if (code == PaymentLoad.PAID) {
                drawn += next;
            } else {
                next = next == 3 ? 1 : 0;
            }
        }
        return drawn;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the others did not come", e);
        }
    }

    private URI server(int client) {
        return (client % 2 == 0 ? first : second).url();
    }

    private int pay(Customer customer, URI server, String orderNumber, long satoshis) {
        return pay(customer, server, orderNumber, satoshis, Customer.OUTSIDE);
    }

    private int pay(Customer customer, URI server, String orderNumber, long satoshis, String address) {
        try {
            return PaymentLoad.code(customer.pay(http, server, orderNumber, satoshis, address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private long balance(Customer customer) {
        return user(customer).path("balance").asLong(-1);
    }

    private JsonNode user(Customer customer) {
        return operator().get("/operator/v1/users/" + customer.openId());
    }

    private OperatorClient operator() {
        return first.operator(folder.resolve("first"));
    }
}
