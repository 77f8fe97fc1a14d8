package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was ended, however it was ended. */
class DurabilityIT {

    private static final int CLIENTS = 64;
    private static final int USERS = 16;
    private static final long FUNDS = 1_000_000_000L;

    /** So many payments are acknowledged before each end: of a server that has hardly begun, or is in full swing. */
    private static final List<Integer> ROUNDS =
            new SplittableRandom(5).ints(5, 100, 3000).boxed().toList();

    @TempDir
    private Path folder;

    @Test
    void everyPaymentInH2SurvivesFiveKilledProcessesAndNoneIsMadeTwice() throws Exception {
        assertThatPaymentsSurviveKilledProcesses(Map.of());
    }

    @Test
    void everyPaymentInPostgresSurvivesFiveKilledProcessesAndNoneIsMadeTwice() throws Exception {
        try (LivePostgres postgres = LivePostgres.start()) {
            assertThatPaymentsSurviveKilledProcesses(postgres.settings(postgres.newDatabase(), postgres.port()));
        }
    }

    @Test
    void aServerThatIsAskedToEndAnswersEveryPaymentThatItMade() throws Exception {
        Community users;
        PaymentLoad load;
        try (JarProcess server = JarProcess.serve(folder)) {
            users = open(server);
            load = new PaymentLoad(users, "order");
            payUntil(load, server, 400, JarProcess::terminate);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.error()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
        }
        try (JarProcess server = JarProcess.serve(folder)) {
            load.assertThatEverybodyWasToldTheTruth(server.url(), server.operator(folder), funds(users));
            for (String orderNumber : load.sent()) {
                int code =
                        PaymentLoad.code(users.member(0).search(HttpClient.newHttpClient(), server.url(), orderNumber));
                assertThat(load.acknowledged().contains(orderNumber))
                        .as("an order that was paid was answered: " + orderNumber)
                        .isEqualTo(code == PaymentLoad.PAID);
            }
        }
    }

    // Each round finds what the one before it left, and looks at that before it adds its own.
    private void assertThatPaymentsSurviveKilledProcesses(Map<String, String> settings) throws Exception {
        Community users;
        PaymentLoad last;
        try (JarProcess server = JarProcess.serve(folder, settings)) {
            users = open(server);
            last = new PaymentLoad(users, "round-0");
            payUntil(last, server, ROUNDS.get(0), JarProcess::kill);
        }
        Map<Customer, Long> balances = funds(users);
        for (int round = 1; round <= ROUNDS.size(); round++) {
            try (JarProcess server = JarProcess.serve(folder, settings)) {
                balances = last.assertThatEverybodyWasToldTheTruth(server.url(), server.operator(folder), balances);
                if (round < ROUNDS.size()) {
                    last = new PaymentLoad(users, "round-" + round);
                    payUntil(last, server, ROUNDS.get(round), JarProcess::kill);
                }
            }
        }
    }

    private Community open(JarProcess server) throws Exception {
        return Community.open(server.url(), server.operator(folder), "payer", USERS, FUNDS);
    }

    private static Map<Customer, Long> funds(Community users) {
        return users.members().stream().collect(Collectors.toMap(user -> user, user -> FUNDS));
    }

    private static void payUntil(PaymentLoad load, JarProcess server, int acknowledged, Consumer<JarProcess> end)
            throws Exception {
        load.payUntil(server.url(), CLIENTS, code -> code != PaymentLoad.PAID, acknowledged, () -> end.accept(server));
        assertThat(load.acknowledged()).hasSizeGreaterThanOrEqualTo(acknowledged);
    }
}
