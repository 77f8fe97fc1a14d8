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
    private JarProcess first;
    private JarProcess second;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    void start() throws Exception {
        postgres = LivePostgres.start();
        Map<String, String> settings = postgres.settings(postgres.newDatabase(), postgres.port());
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
    void stop() {
        first.close();
        second.close();
        postgres.close();
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
        Customer customer = Customer.open(first.url(), operator(), "hasty", PLENTY, Satoshis.of(PLENTY));
        int numbers = 100;
        int pairs = 4;

        List<List<Integer>> codes = Threads.collect(2 * pairs, thread -> {
            List<Integer> own = new ArrayList<>();
            for (int i = 0; i < numbers; i++) {
                own.add(pay(customer, server(thread), thread / 2 + " same " + i, 1));
            }
            return own;
        });

        for (int pair = 0; pair < pairs; pair++) {
            for (int i = 0; i < numbers; i++) {
                assertThat(List.of(
                                codes.get(2 * pair).get(i),
                                codes.get(2 * pair + 1).get(i)))
                        .containsExactlyInAnyOrder(PaymentLoad.PAID, PaymentLoad.NUMBER_TAKEN);
            }
        }
        assertThat(balance(customer)).isEqualTo(PLENTY - pairs * numbers);
    }

    @Test
    void usersWhoPayEachOtherAreNeverInEachOthersWay() throws Exception {
        Customer ann = Customer.open(first.url(), operator(), "ann", PLENTY, Satoshis.of(PLENTY));
        Customer bob = Customer.open(first.url(), operator(), "bob", PLENTY, Satoshis.of(PLENTY));
        String annsAddress = user(ann).path("wallet_address").asString();
        String bobsAddress = user(bob).path("wallet_address").asString();

        Threads.race(16, thread -> {
            for (int i = 0; i < 30; i++) {
                boolean isAnn = (thread / 2 + i) % 2 == 0;
                String address = isAnn ? bobsAddress : annsAddress;
                assertThat(pay(isAnn ? ann : bob, server(thread), thread + " crossing " + i, 1, address))
                        .isEqualTo(PaymentLoad.PAID);
            }
        });

        assertThat(balance(ann)).isEqualTo(PLENTY);
        assertThat(balance(bob)).isEqualTo(PLENTY);
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
