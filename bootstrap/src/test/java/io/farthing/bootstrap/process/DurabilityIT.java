package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was ended, however it was ended. */
class DurabilityIT {

    private static final int CLIENTS = 16;
    private static final int ROUNDS = 5;
    private static final int PAYMENTS_BEFORE_THE_END = 400;
    private static final long FUNDS = 1_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void everyPaymentInH2SurvivesFiveKilledProcessesAndNoneIsMadeTwice() throws Exception {
        assertThatPaymentsSurviveKilledProcesses(Map.of());
    }

    /** As in a server that has run for a while: with the default it takes 45 seconds until room is used again. */
    @Test
    void theSameWhereH2UsesRoomAgain() throws Exception {
        assertThatPaymentsSurviveKilledProcesses(
                Map.of("FARTHING_DATABASE_URL", "jdbc:h2:file:" + folder.resolve("farthing") + ";RETENTION_TIME=0"));
    }

    @Test
    void everyPaymentInPostgresSurvivesFiveKilledProcessesAndNoneIsMadeTwice() throws Exception {
        try (LivePostgres postgres = LivePostgres.start()) {
            assertThatPaymentsSurviveKilledProcesses(postgres.settings(postgres.newDatabase(), postgres.port()));
        }
    }

    @Test
    void aServerThatIsAskedToEndAnswersEveryPaymentThatItMade() throws Exception {
        Customer customer;
        PaymentLoad load;
        try (JarProcess server = JarProcess.serve(folder)) {
            customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            load = new PaymentLoad(customer, "order");
            payUntil(load, server, JarProcess::terminate);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.error()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
        }
        try (JarProcess server = JarProcess.serve(folder)) {
            long paid = load.assertThatEverybodyWasToldTheTruth(server.url());
            load.assertThatTheBooksAgree(server.url(), server.operator(folder), FUNDS - paid);
            for (String orderNumber : load.sent()) {
                int code = PaymentLoad.code(customer.search(HttpClient.newHttpClient(), server.url(), orderNumber));
                assertThat(load.acknowledged().contains(orderNumber))
                        .as("an order that was paid was answered: " + orderNumber)
                        .isEqualTo(code == PaymentLoad.PAID);
            }
        }
    }

    // Each round finds what the one before it left, and looks at that before it adds its own.
    private void assertThatPaymentsSurviveKilledProcesses(Map<String, String> settings) throws Exception {
        Customer customer;
        PaymentLoad last;
        try (JarProcess server = JarProcess.serve(folder, settings)) {
            customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            last = new PaymentLoad(customer, "round-1");
            payUntil(last, server, JarProcess::kill);
        }
        long paid = 0;
        for (int round = 2; round <= ROUNDS + 1; round++) {
            try (JarProcess server = JarProcess.serve(folder, settings)) {
                paid += last.assertThatEverybodyWasToldTheTruth(server.url());
                last.assertThatTheBooksAgree(server.url(), server.operator(folder), FUNDS - paid);
                if (round <= ROUNDS) {
                    last = new PaymentLoad(customer, "round-" + round);
                    payUntil(last, server, JarProcess::kill);
                }
            }
        }
    }

    private static void payUntil(PaymentLoad load, JarProcess server, Consumer<JarProcess> end) throws Exception {
        load.payUntil(
                server.url(),
                CLIENTS,
                code -> code != PaymentLoad.PAID,
                PAYMENTS_BEFORE_THE_END,
                () -> end.accept(server));
        assertThat(load.acknowledged()).hasSizeGreaterThanOrEqualTo(PAYMENTS_BEFORE_THE_END);
    }
}
