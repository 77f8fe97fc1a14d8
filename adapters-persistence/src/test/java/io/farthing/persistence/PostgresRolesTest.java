package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.service.LedgerService;
import io.farthing.persistence.copy.CopyBench;
import io.farthing.persistence.copy.CopyProblem;
import io.farthing.persistence.copy.CopySample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles that {@code docs/operating.md} makes are enough for what it says, and for no more. */
final class PostgresRolesTest {

    private static final Path MANUAL = Path.of("../docs/operating.md");
    private static final Pattern SQL_BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theOwnerMakesTheTablesAndTheServerPaysWithoutOwningThem() throws Exception {
        List<String> blocks = blocks();
        run("postgres", blocks.get(0));
        run("farthing", blocks.get(1));
        DatabaseSettings asOwner = as("farthing_owner");
        DatabaseSettings asServer = as("farthing&ApplicationName=ours");

        assertThatThrownBy(() -> Database.open(asServer))
                .as("who may not make tables cannot start before they are made")
                .hasMessageContaining("permission denied");
        Database.open(asOwner).close();
        aServerWithoutRightsToATableDoesNotStart(asServer);
        try (Database server = Database.open(asServer)) {
            CopySample.fill(server.unitOfWork(), 10);
            assertThat(new LedgerService(server.unitOfWork())
                            .verify((read, about) -> {})
                            .isBalanced())
                    .isTrue();
            assertThat(server.unitOfWork()
                            .<Integer>write(stores -> stores.tokens().removeExpired(Samples.NOW.plusSeconds(999_999))))
                    .isPositive();
            assertThatThrownBy(() -> CopyBench.copy(asOwner, h2(), (step, table, rows, of) -> {}))
                    .as("the owner sees that a server is at work")
                    .isInstanceOf(CopyProblem.class)
                    .hasMessageContaining("stop it");
        }
        for (String forbidden : List.of(
                "drop table payments",
                "create table mine (id bigint)",
                "truncate payments",
                "alter table users add x int")) {
            assertThatThrownBy(() -> TableContents.execute(asServer, forbidden))
                    .as(forbidden)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
        CopyBench.copy(asServer, h2(), (step, table, rows, of) -> {});
        theSameHoldsInAnotherSchema(blocks);
    }

    // Not tests of their own, because the roles can be made only once.
    private static void aServerWithoutRightsToATableDoesNotStart(DatabaseSettings asServer) {
        TestPostgres.execute("farthing", "revoke all on outbox from farthing");
        TestPostgres.execute("farthing", "revoke insert on leases from farthing");
        TestPostgres.execute("farthing", "revoke update on wallets from farthing");
        TestPostgres.execute("farthing", "revoke delete on tokens from farthing");
        TestPostgres.execute("farthing", "revoke all on sequence payment_ids from farthing");
        assertThatThrownBy(() -> Database.open(asServer))
                .hasMessageContaining(
                        "the role farthing lacks rights to leases, outbox, tokens, wallets, payment_ids; grant it");
        TestPostgres.execute(
                "farthing", "grant select, insert, update, delete on outbox, leases, wallets, tokens to farthing");
        TestPostgres.execute("farthing", "grant usage, select on sequence payment_ids to farthing");
    }

    private static void theSameHoldsInAnotherSchema(List<String> blocks) throws Exception {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        run(TestPostgres.name(settings), blocks.get(2));
        run(TestPostgres.name(settings), blocks.get(1).replace("public", "money"));
        Database.open(as("farthing_owner&currentSchema=money", settings)).close();
        try (Database server = Database.open(as("farthing&currentSchema=money", settings))) {
            CopySample.fill(server.unitOfWork(), 10);
        }
        assertThat(TestPostgres.execute(TestPostgres.name(settings), "select count(*) from money.payments"))
                .isEqualTo("10");
    }

    private DatabaseSettings h2() {
        return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("copy"), Optional.empty(), Optional.empty(), 4);
    }

    private static DatabaseSettings as(String role) {
        String url = TestPostgres.newDatabase(4).url().replaceFirst("/test_\\d+\\?user=\\w+", "/farthing?user=" + role);
        assertThat(url).contains("/farthing?user=" + role);
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4);
    }

    private static DatabaseSettings as(String role, DatabaseSettings settings) {
        String url = settings.url().replaceFirst("user=\\w+", "user=" + role);
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4);
    }

    // One statement at a time, because a database cannot be created in a transaction with others.
    private static void run(String database, String block) {
        for (String statement : block.split(";\\s*\\n")) {
            if (!statement.isBlank()) {
                TestPostgres.execute(database, statement);
            }
        }
    }

    private static List<String> blocks() throws IOException {
        String manual = Files.readString(MANUAL);
        List<String> blocks = SQL_BLOCK
                .matcher(manual.substring(manual.indexOf("### Roles")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        return blocks;
    }
}
