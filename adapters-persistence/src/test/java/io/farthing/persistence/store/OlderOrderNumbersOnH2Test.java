package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipients;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestDatabases;
import io.farthing.persistence.codec.RecipientsCodec;
import io.farthing.persistence.engine.TestEngines;
import io.farthing.persistence.order.OrderDigests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that an earlier version recorded are found by their order numbers. */
final class OlderOrderNumbersOnH2Test {

    private static final AppId SHOP = new AppId("shop");
    private static final int COUNT = 200;

    @TempDir
    private Path folder;

    @Test
    void paymentsThatAreOlderThanTheIndexAreFound() throws SQLException {
        migrate("1", "classpath:io/farthing/persistence/migration");
        insertOldPayments();

        assertThatAllAreFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "8"})
    void paymentsWhoseBlocksHadLongerEntriesAreFound(String version) throws SQLException {
        migrate(
                version,
                "classpath:io/farthing/persistence/migration",
                "classpath:io/farthing/persistence/migration-h2");
        insertOldPayments();
        execute("insert into order_number_blocks (first_hash, entries) values (0, x'" + "5a".repeat(COUNT * 16) + "')");
        execute("update order_number_index set merged_up_to = " + COUNT + ", entry_count = " + COUNT);

        assertThatAllAreFound();
    }

    private void migrate(String target, String... locations) {
        Flyway.configure()
                .dataSource(url() + ";DATABASE_TO_LOWER=TRUE", "sa", "")
                .locations(locations)
                .target(target)
                .load()
                .migrate();
    }

    private void insertOldPayments() throws SQLException {
        execute("insert into apps (app_id, name, suspended, created_at_ms) values ('shop', 'Shop', false, 0)");
        execute("insert into users (open_id, name, name_key, created_at_ms) values ('ada', 'ada', 'ada', 0)");
        execute("insert into authorizations (id, user_id, app, active, standing, single_limit, cumulative_limit, spent,"
                + " reserved, approved_at_ms) values (1, 1, 1, true, 0, 100, 100000, 0, 0, 0)");
        for (int i = 1; i <= COUNT; i++) {
            execute(
                    "insert into payments (id, order_key, authorization_id, status, amount, accepted_at_ms, order_number,"
                            + " item_name, recipients) values (" + i + ", '" + OrderDigests.of(key("old " + i))
                            + "', 1, 1, 1, 0, 'old " + i
                            + "', 'An article', x'" + recipients() + "')");
        }
    }

    private static String recipients() {
        return HexFormat.of().formatHex(RecipientsCodec.encode(Recipients.only(Samples.address("to"), Satoshis.of(1))));
    }

    private void assertThatAllAreFound() {
        DatabaseSettings settings = new DatabaseSettings(url(), Optional.empty(), Optional.empty(), 2);
        try (Database database =
                TestDatabases.open(settings, TestEngines.h2(settings, COUNT / 4, Duration.ofSeconds(15)))) {
            for (int i = 1; i <= COUNT; i++) {
                assertThat(find(database, "old " + i).map(Payment::id)).contains(new PaymentId(i));
            }
            assertThat(find(database, "never")).isEmpty();
        }
    }

    private static Optional<Payment> find(Database database, String number) {
        return database.unitOfWork().read(stores -> stores.payments().find(key(number)));
    }

    private static OrderKey key(String number) {
        return new OrderKey(SHOP, new MerchantOrderNumber(number));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("farthing");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url() + ";DATABASE_TO_LOWER=TRUE", "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
