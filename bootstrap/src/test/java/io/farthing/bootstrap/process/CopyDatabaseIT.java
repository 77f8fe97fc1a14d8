package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.cli.ExitCodes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who has outgrown the embedded database goes on with PostgreSQL as if nothing had happened. */
class CopyDatabaseIT {

    private static final long FUNDS = 1_000_000L;
    private static final int NUMBER_TAKEN = 10039;
    private static final String COPIES_THAT_WAIT = "select count(*) from pg_locks join pg_stat_activity using (pid)"
            + " where application_name = 'farthing-copy' and not granted";
    private static final String PASSWORD = "not on the command line";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aServerGoesOnPayingOnTheCopy() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?ApplicationName=copied";
            makeTables(url);
            Customer customer = payOnH2(url);

            killACopyInTheMiddle(postgres, url);
            try (JarProcess copy = copy(url)) {
                assertThat(copy.exitCode()).as(copy.error()).isEqualTo(ExitCodes.DONE);
                assertThat(copy.output())
                        .contains("copied   payments", "3 of 3 rows, 100 %", "were copied and compared")
                        .contains("checked  payments")
                        .contains("The books of the copy were checked: payments: 3, wallets: 1.")
                        .contains("Done. Set database.url to " + url.substring(0, url.indexOf('?')))
                        .contains(" with the parameters that --to has and start the server.");
            }
            payOnPostgres(url, customer);
            try (JarProcess again = copyAsTheSettingsSay(url)) {
                assertThat(again.exitCode()).isEqualTo(ExitCodes.FAILED);
                assertThat(again.error()).hasLineCount(1).contains("holds data already");
            }
        }
    }

    private void makeTables(String url) {
        try (JarProcess server = serveOnPostgres(url)) {
            server.url();
            server.terminate();
            server.exitCode();
        }
    }

    /** The copy waits for the table of payments then, so some of the others are copied. */
    private void killACopyInTheMiddle(EmbeddedPostgres postgres, String url) throws Exception {
        try (Connection holder = postgres.getPostgresDatabase().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table payments in share mode");
            try (JarProcess copy = copy(url)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> LivePostgres.number(statement, COPIES_THAT_WAIT) == 1);
                copy.kill();
            }
            assertThat(LivePostgres.number(statement, "select count(*) from apps"))
                    .isEqualTo(1);
            holder.rollback();
        }
        try (JarProcess server = serveOnPostgres(url)) {
            assertThat(server.exitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(server.error()).contains("it is the target of a copy that is not finished");
        }
    }

    private Customer payOnH2(String url) throws Exception {
        try (JarProcess server = JarProcess.serve(folder)) {
            Customer customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            for (int i = 0; i < 3; i++) {
                JsonNode paid = customer.pay(http, server.url(), "before-" + i, 10);
                assertThat(paid.path("code").asInt(-1)).isZero();
            }
            try (JarProcess copy = copy(url)) {
                assertThat(copy.exitCode()).isEqualTo(ExitCodes.FAILED);
                assertThat(copy.error()).hasLineCount(1).contains("another process has it open");
            }
            return customer;
        }
    }

    private void payOnPostgres(String url, Customer customer) throws Exception {
        try (JarProcess server = serveOnPostgres(url)) {
            JsonNode paid = customer.pay(http, server.url(), "after", 10);
            assertThat(paid.path("code").asInt(-1)).isZero();
            assertThat(customer.pay(http, server.url(), "before-1", 10)
                            .path("code")
                            .asInt(-1))
                    .isEqualTo(NUMBER_TAKEN);
            JsonNode user = server.operator(folder).get("/operator/v1/users/" + customer.openId());
            assertThat(user.path("balance").asLong(-1)).isEqualTo(FUNDS - 40);
            JsonNode books = server.operator(folder).get("/operator/v1/ledger/verify");
            assertThat(books.path("balanced").asBoolean(false)).isTrue();
        }
    }

    private JarProcess serveOnPostgres(String url) {
        Map<String, String> environment =
                Map.of("FARTHING_HTTP_PORT", "0", "FARTHING_DATABASE_URL", url, "FARTHING_DATABASE_USER", "postgres");
        return JarProcess.start(folder, environment, "serve");
    }

    private JarProcess copyAsTheSettingsSay(String to) {
        return JarProcess.start(
                folder,
                Map.of("FARTHING_DATABASE_URL", to, "FARTHING_DATABASE_USER", "postgres"),
                "copy-database",
                "--from",
                "jdbc:h2:file:./farthing-data/farthing",
                "--to",
                to);
    }

    private JarProcess copy(String to) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        return JarProcess.start(
                folder,
                Map.of(),
                "copy-database",
                "--from",
                "jdbc:h2:file:./farthing-data/farthing",
                "--to",
                to,
                "--to-user",
                "postgres",
                "--to-password-file",
                password.toString());
    }
}
